/** `session.webRequest`: the program looks at each request of its pages. https://www.electronjs.org/docs/latest/api/web-request */
import { StrictEmitter } from './strict.ts'

type Before = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (answer: Electron.CallbackResponse) => void,
) => void
type Received = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (answer: Electron.HeadersReceivedResponse) => void,
) => void
type Watched<Listener> = { listener: Listener; urls: RegExp[] } | undefined

export class WebRequest extends StrictEmitter {
  #before: Watched<Before>
  #received: Watched<Received>

  constructor() {
    super('webRequest', [])
  }

  onBeforeRequest(first: Electron.WebRequestFilter | Before | null, second?: Before | null): void {
    this.#before = watched(first, second)
  }

  onHeadersReceived(first: Electron.WebRequestFilter | Received | null, second?: Received | null): void {
    this.#received = watched(first, second)
  }

  /** What the program decides about a request; one that it does not watch goes on as it is. */
  beforeRequest(details: Electron.OnBeforeRequestListenerDetails): Promise<Electron.CallbackResponse> {
    const { listener, urls } = this.#before ?? {}
    if (listener === undefined || !matches(details.url, urls)) return Promise.resolve({})
    return new Promise((resolve) => listener(details, resolve))
  }

  headersReceived(
    details: Electron.OnHeadersReceivedListenerDetails,
  ): Promise<Electron.HeadersReceivedResponse> {
    const { listener, urls } = this.#received ?? {}
    if (listener === undefined || !matches(details.url, urls)) return Promise.resolve({})
    return new Promise((resolve) => listener(details, resolve))
  }
}

function watched<Listener>(
  first: Electron.WebRequestFilter | Listener | null,
  second: Listener | null | undefined,
): Watched<Listener> {
  if (first === null || second === null) return undefined
  if (second === undefined) return { listener: first as Listener, urls: [] }
  return { listener: second, urls: (first as Electron.WebRequestFilter).urls.map(pattern) }
}

const matches = (url: string, urls: RegExp[] = []): boolean =>
  urls.length === 0 || urls.some((expression) => expression.test(url))

/** A match pattern (`https://*.example/*`, `<all_urls>`) as an expression. */
function pattern(text: string): RegExp {
  if (text === '<all_urls>') return /^/
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}
