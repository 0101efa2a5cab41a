/** The gateway's settings of an API as a form, and as a draft that changes nothing else. */
import {
  defaultGatewaySettings,
  type Api,
  type ApiDraft,
  type GatewaySettings,
} from '../../../preload/contract/apis.ts'

export interface TlsForm {
  minimumVersion: GatewaySettings['minimumVersion']
  verifyChain: boolean
  verifyName: boolean
  /** Empty: the URL's host. */
  serverName: string
  http2: boolean
}

export const settingsOf = (api: Api): GatewaySettings => api.gateway ?? defaultGatewaySettings

export function tlsFormOf(api: Api): TlsForm {
  const { minimumVersion, verifyChain, verifyName, serverName, http2 } = settingsOf(api)
  return { minimumVersion, verifyChain, verifyName, serverName: serverName ?? '', http2 }
}

export const settingsFrom = (form: TlsForm, api: Api): GatewaySettings => ({
  ...settingsOf(api),
  ...form,
  serverName: form.serverName.trim() || null,
})

/** A host name, and no address: RFC 6066, 3. Empty is well. */
export const isServerName = (text: string): boolean =>
  /^$|^(?=.*[a-z])[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)*$/i.test(
    text.trim(),
  )

export const draftWith = ({ displayName, path, serviceUrl }: Api, gateway: GatewaySettings): ApiDraft => ({
  ...{ displayName, path, serviceUrl },
  gateway,
})

export type Unchecked = 'chain' | 'name' | 'both'

/** Which of the checks that prove the back end is the one that was meant are switched off. */
export function uncheckedOf(api: Api): Unchecked | null {
  const { verifyChain, verifyName } = settingsOf(api)
  if (verifyChain) return verifyName ? null : 'name'
  return verifyName ? 'chain' : 'both'
}
