/** What every part of the bridge's double lives in: its state, and the two ways of speaking to the window. */
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { Events } from '../../../preload/contract/events.ts'

export type Emit = <Name extends keyof Events>(name: Name, ...args: Parameters<Events[Name]>) => void

export interface FailuresState {
  /** The next call of a method, e.g. `certificates.inspect`, fails with this. */
  failNext: Record<string, Failure>
  /** Every call of a method fails with this. */
  failing: Record<string, Failure>
}

export const failuresState = (): FailuresState => ({ failNext: {}, failing: {} })

/** `State` is what a part reads and writes; it asks for no more than it needs. */
export interface World<State> {
  state: State
  /** Answers like main: later, and with the failure that was asked for. */
  answer: <Value>(method: string, work: () => Result<Value>) => Promise<Result<Value>>
  emit: Emit
}

export function createWorld<State extends FailuresState>(
  state: State,
): World<State> & { events: Bridge['events'] } {
  const listeners: { [Name in keyof Events]: Set<Events[Name]> } = {
    workspaceChanged: new Set(),
    gatewayChanged: new Set(),
    gatewayCalled: new Set(),
    certificatesListed: new Set(),
    connectionProgress: new Set(),
    connectionWaits: new Set(),
    connectionsChanged: new Set(),
    servicesFound: new Set(),
    signInCode: new Set(),
    copied: new Set(),
    preferencesChanged: new Set(),
    updatesChanged: new Set(),
    filesOpened: new Set(),
    certificateChosen: new Set(),
    command: new Set(),
  }
  const listen =
    <Name extends keyof Events>(name: Name) =>
    (listener: Events[Name]) => {
      listeners[name].add(listener)
      return () => void listeners[name].delete(listener)
    }
  return {
    state,
    answer: async (method, work) => {
      await Promise.resolve()
      const asked = state.failNext[method] ?? state.failing[method]
      if (!asked) return work()
      Reflect.deleteProperty(state.failNext, method)
      return { ok: false, error: asked }
    },
    emit: (name, ...args) => {
      for (const listener of listeners[name]) (listener as (...values: typeof args) => void)(...args)
    },
    events: {
      onWorkspaceChanged: listen('workspaceChanged'),
      onGatewayChanged: listen('gatewayChanged'),
      onGatewayCalled: listen('gatewayCalled'),
      onCertificatesListed: listen('certificatesListed'),
      onConnectionProgress: listen('connectionProgress'),
      onConnectionWaits: listen('connectionWaits'),
      onConnectionsChanged: listen('connectionsChanged'),
      onServicesFound: listen('servicesFound'),
      onSignInCode: listen('signInCode'),
      onCopied: listen('copied'),
      onPreferencesChanged: listen('preferencesChanged'),
      onUpdatesChanged: listen('updatesChanged'),
      onFilesOpened: listen('filesOpened'),
      onCertificateChosen: listen('certificateChosen'),
      onCommand: listen('command'),
    },
  }
}
