/**
 * The one door through which a page's requests leave it.
 *
 * Guards in Electron's order: navigation listeners, then `webRequest`, then the program's own protocol handlers. What
 * nobody refused and nobody answers goes out to the network, and every address is reported, so that a specification
 * can assert that none left.
 */
import type { CdpSession, Protocol } from './cdp.ts'
import type { Navigation } from './navigation.ts'
import { mayFetch, privilegedSchemes } from './protocol.ts'
import { originalOf, twinHeaders, twinOf } from './scheme-twin.ts'
import type { Session } from './session.ts'

type Paused = Protocol.Fetch.requestPausedPayload
type Details = Electron.OnBeforeRequestListenerDetails
type ResourceType = Details['resourceType']

const resourceTypes: Partial<Record<Paused['resourceType'], ResourceType>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
}

export type Door = {
  session: CdpSession
  program: Session
  navigation: Navigation
  webContentsId: number
  isMainFrame(frameId: string): boolean
  onRequest(url: string): void
}

export async function guardRequests(door: Door): Promise<void> {
  door.session.on('Fetch.requestPaused', (paused) => {
    void decide(door, paused).catch((error: unknown) => {
      // A page that closes takes its requests along; anything else would leave the request hanging.
      void fail(door, paused, 'Failed').catch(() => undefined)
      if (!/page is gone|Chromium is gone|Invalid InterceptionId/.test(String(error))) console.error(error)
    })
  })
  door.session.on('Network.webSocketCreated', ({ url }) => door.onRequest(originalOf(url)))
  await Promise.all([
    door.session.send('Network.enable'),
    door.session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
  ])
}

async function decide(door: Door, paused: Paused): Promise<unknown> {
  if (paused.responseStatusCode !== undefined) return answerFromNetwork(door, paused)
  const url = originalOf(paused.request.url)
  // Chromium asks every https origin for it; Electron asks nothing of the kind of a scheme of the program's own.
  if (paused.resourceType === 'Other' && url !== paused.request.url && url.endsWith('/favicon.ico')) {
    return fail(door, paused, 'Aborted')
  }
  if (paused.resourceType === 'Document' && !door.navigation.allows(paused))
    return fail(door, paused, 'Aborted')

  door.onRequest(url)
  const details = detailsOf(door, paused, url)
  const { cancel, redirectURL } = await door.program.webRequest.beforeRequest(details)
  if (cancel === true) return fail(door, paused, 'BlockedByClient')
  if (redirectURL !== undefined) return redirect(door, paused, redirectURL)

  const scheme = url.slice(0, url.indexOf(':'))
  if (url === paused.request.url) return forward(door, paused)
  if (paused.resourceType === 'Fetch' && !mayFetch(scheme)) return fail(door, paused, 'AccessDenied')
  const handler = door.program.protocol.handlerFor(scheme)
  if (handler === undefined) return fail(door, paused, 'NameNotResolved')
  const response = await handler(requestOf(paused, url))
  return answer(door, paused, details, response)
}

function detailsOf(door: Door, paused: Paused, url: string): Details {
  const document: ResourceType = door.isMainFrame(paused.frameId) ? 'mainFrame' : 'subFrame'
  return {
    id: Number.parseInt(paused.requestId.replace(/\D/g, ''), 10),
    url,
    method: paused.request.method,
    webContentsId: door.webContentsId,
    resourceType:
      paused.resourceType === 'Document' ? document : (resourceTypes[paused.resourceType] ?? 'other'),
    referrer: originalOf(paused.request.headers['Referer'] ?? ''),
    timestamp: Date.now(),
    uploadData: [],
  }
}

function requestOf(paused: Paused, url: string): Request {
  const { method, headers, postDataEntries } = paused.request
  const body = postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
  const original = Object.entries(headers).map(([name, value]): [string, string] => [name, originalOf(value)])
  return new Request(url, { method, headers: original, ...(body ? { body: Buffer.concat(body) } : {}) })
}

async function answer(door: Door, paused: Paused, details: Details, response: Response): Promise<unknown> {
  if (response.type === 'error') return fail(door, paused, 'Failed')
  const headers = await receivedHeaders(door, details, response.status, response.headers)
  return door.session.send('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: response.status,
    responseHeaders: twinHeaders(headers, privilegedSchemes()),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}

/** Lets a request out, and looks at its answer too if the program wants to see headers. */
function forward(door: Door, paused: Paused): Promise<unknown> {
  return door.session.send('Fetch.continueRequest', { requestId: paused.requestId, interceptResponse: true })
}

async function answerFromNetwork(door: Door, paused: Paused): Promise<unknown> {
  const url = paused.request.url
  const given = new Headers(
    (paused.responseHeaders ?? []).map(({ name, value }): [string, string] => [name, value]),
  )
  const status = paused.responseStatusCode ?? 200
  const headers = await receivedHeaders(door, detailsOf(door, paused, url), status, given)
  if (headers === given) return door.session.send('Fetch.continueResponse', { requestId: paused.requestId })
  return door.session.send('Fetch.continueResponse', {
    requestId: paused.requestId,
    responseCode: status,
    responseHeaders: [...headers].map(([name, value]) => ({ name, value })),
  })
}

/** The headers after `onHeadersReceived`: the same object if the program leaves them as they are. */
async function receivedHeaders(
  door: Door,
  details: Details,
  status: number,
  given: Headers,
): Promise<Headers> {
  const byName = Object.fromEntries([...given].map(([name, value]) => [name, [value]]))
  const received = {
    ...details,
    statusLine: `HTTP/1.1 ${status}`,
    statusCode: status,
    responseHeaders: byName,
  }
  const { responseHeaders } = await door.program.webRequest.headersReceived(received)
  if (responseHeaders === undefined) return given
  const headers = new Headers()
  for (const [name, values] of Object.entries(responseHeaders)) {
    for (const value of [values].flat()) headers.append(name, value)
  }
  return headers
}

function redirect(door: Door, paused: Paused, url: string): Promise<unknown> {
  return door.session.send('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: 307,
    responseHeaders: [{ name: 'location', value: twinOf(url, privilegedSchemes()) }],
  })
}

function fail(door: Door, paused: Paused, errorReason: Protocol.Network.ErrorReason): Promise<unknown> {
  return door.session.send('Fetch.failRequest', { requestId: paused.requestId, errorReason })
}
