/**
 * Which service the window shows: the embedded workspace or a connected Azure API Management service, and what that
 * one offers. The screens are the same; what they hold is forgotten the moment another service stands behind them.
 */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { leadToTheSame } from '../../preload/contract/connections.ts'
import type { Connection, ConnectionProgress, ConnectionsView } from '../../preload/contract/connections.ts'
import type { Failure, Result } from '../../preload/contract/errors.ts'
import { bridge } from './bridge.ts'

export type ShownConnection = ConnectionsView['connections'][number]

/** What is asked about connections at the moment, each in a dialog. */
export type ConnectionQuestion =
  { kind: 'list' } | { kind: 'add' } | { kind: 'edit' | 'sign-in'; connection: ShownConnection }

type Task = ConnectionProgress['task']

const shownIn = ({ chosen, connections }: ConnectionsView): ShownConnection | undefined =>
  connections.find(({ id }) => id === chosen)

export const useConnections = defineStore('connections', () => {
  const view = shallowRef<ConnectionsView>({
    chosen: null,
    connections: [],
    capabilities: { workspace: true, azure: false },
  })
  /** Counts the changes of the service behind the screens. */
  const round = ref(0)
  const question = shallowRef<ConnectionQuestion>()
  const underWay = shallowRef<ReadonlyMap<Task, ConnectionProgress>>(new Map())
  /** When the service takes requests again, in milliseconds since 1970; 0 while it asks for no patience. */
  const waitsUntil = ref(0)

  function take(next: ConnectionsView): void {
    const [before, after] = [shownIn(view.value), shownIn(next)]
    const chosen = next.chosen === view.value.chosen
    // A connection that was changed may lead to another service under the same id.
    const same = before && after ? leadToTheSame(before, after) : before === after
    view.value = next
    if (chosen && same) return
    underWay.value = new Map()
    waitsUntil.value = 0
    round.value += 1
  }

  async function taking(request: Promise<Result<ConnectionsView>>): Promise<Failure | undefined> {
    const answer = await request
    if (answer.ok) take(answer.value)
    return answer.ok ? undefined : answer.error
  }

  /** Null: the workspace. The caller has seen to it that nothing unsaved is on screen. */
  async function choose(id: string | null): Promise<Failure | undefined> {
    const before = view.value
    // Sent first: main takes requests in their order, so whatever the screens ask next goes to the other service.
    const request = bridge().connections.choose(id)
    take({ ...before, chosen: id, capabilities: { workspace: id === null, azure: id !== null } })
    const failure = await taking(request)
    if (failure) take(before)
    return failure
  }

  function progressed(progress: ConnectionProgress): void {
    const next = new Map(underWay.value)
    if (progress.total === 0) next.delete(progress.task)
    else next.set(progress.task, progress)
    underWay.value = next
  }

  /** Ends whatever the service is being asked. */
  async function cancel(): Promise<void> {
    waitsUntil.value = 0
    await bridge().connections.cancel()
  }

  const { events } = bridge()
  events.onConnectionsChanged(take)
  events.onConnectionProgress(progressed)
  events.onConnectionWaits((seconds) => (waitsUntil.value = Date.now() + seconds * 1000))

  return {
    connections: computed(() => view.value.connections),
    /** Undefined while the workspace is shown. */
    current: computed(() => shownIn(view.value)),
    /** The workspace's own: bin, record, backup, gateway with test calls and checks, roll-back, sample. */
    hasWorkspace: computed(() => view.value.capabilities.workspace),
    round,
    question,
    underWay,
    waitsUntil,
    load: () => taking(bridge().connections.list()),
    choose,
    add: (connection: Omit<Connection, 'id'>) => taking(bridge().connections.add(connection)),
    update: (connection: Connection) => taking(bridge().connections.update(connection)),
    remove: (id: string) => taking(bridge().connections.remove(id)),
    signOut: ({ access }: ShownConnection) => taking(bridge().connections.signOut(access)),
    cancel,
  }
})

/** For a store that holds what the service told: `renew` forgets that, and asks the other one. */
export function onOtherService(renew: () => void): void {
  watch(() => useConnections().round, renew, { flush: 'sync' })
}
