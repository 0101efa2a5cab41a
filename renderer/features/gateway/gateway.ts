/** The gateway's state, told by main and followed. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Failure } from '../../../preload/contract/errors.ts'
import type { GatewayAccess, GatewayStatus } from '../../../preload/contract/gateway.ts'
import { bridge } from '../../app/bridge.ts'

export const useGateway = defineStore('gateway', () => {
  const status = shallowRef<GatewayStatus>()

  /** Whether clients call by HTTPS, or will when it runs. */
  const isHttps = computed(() =>
    status.value?.state === 'running' ? status.value.url.startsWith('https:') : status.value?.https === true,
  )

  async function load(): Promise<void> {
    const answer = await bridge().gateway.status()
    // What an event told in the meantime is newer than this answer.
    if (answer.ok) status.value ??= answer.value
  }

  /** Moves the gateway to `port` and answers with what went wrong, if anything. */
  async function listen(port: number): Promise<Failure | undefined> {
    const answer = await bridge().gateway.listen(port)
    if (!answer.ok) return answer.error
    status.value = answer.value
    return undefined
  }

  /** Lets it listen on another address and answers with what went wrong, if anything. */
  async function setAccess(access: GatewayAccess): Promise<Failure | undefined> {
    const answer = await bridge().gateway.setAccess(access)
    if (!answer.ok) return answer.error
    status.value = answer.value
    return undefined
  }

  /** Answers HTTPS by a certificate, or HTTP (null), and answers with what went wrong, if anything. */
  async function setHttps(certificateId: string | null): Promise<Failure | undefined> {
    const answer = await bridge().gateway.setHttps(certificateId)
    if (!answer.ok) return answer.error
    status.value = answer.value
    return undefined
  }

  bridge().events.onGatewayChanged((next) => (status.value = next))
  void load()

  return {
    status,
    listen,
    setAccess,
    setHttps,
    isHttps,
    /** Where the gateway is reached, or would be: `http://127.0.0.1:8080`. */
    url: computed(() => {
      if (!status.value) return ''
      if (status.value.state === 'running') return status.value.url
      return `${isHttps.value ? 'https' : 'http'}://127.0.0.1:${status.value.port}`
    }),
  }
})

/** Where an API is called: the gateway's address and the API's path, e.g. `http://127.0.0.1:8080/orders`. */
export const addressOf = (gatewayUrl: string, path: string): string =>
  `${gatewayUrl.replace(/\/+$/, '')}/${path}`

/** Where a test call goes: `path` may begin with a slash, a question mark, or neither. */
export function addressOfCall(gatewayUrl: string, apiPath: string, path: string): string {
  const api = addressOf(gatewayUrl, apiPath).replace(/\/$/, '')
  return /^(?:[/?]|$)/.test(path) ? api + path : `${api}/${path}`
}
