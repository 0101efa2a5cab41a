/** A test call: a real HTTP request to the gateway, joined with what the gateway recorded of it. */
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import type { GatewayCall, TestCallAnswer, TestCallRequest } from '../../preload/contract/gateway.ts'
import { WarifuError } from '../warifu-error.ts'
import { traceHeader } from './forwarding.ts'

export interface TestCallTarget {
  gatewayUrl: string
  /** By which the gateway answers HTTPS; null where it answers HTTP. */
  certificatePem: string | null
  apiPath: string
  /** Proves to the worker that the call is ours. */
  traceValue: string
  /** Comes when the gateway has recorded the call. */
  record: Promise<GatewayCall>
}

/** A page of text; more is measured, not shown. */
const shownBytes = 1024 * 1024
/** A call to a back end that never ends must not keep the form waiting for ever. */
const testCallMs = 120_000

/** Fails with `test-call-failed` when the request could not be made or its answer broke off. */
export const sendTestCall = async (
  call: TestCallRequest,
  target: TestCallTarget,
): Promise<TestCallAnswer> => {
  const url = urlOf(call, target)
  const startedAt = performance.now()
  try {
    const signal = AbortSignal.timeout(testCallMs)
    const socket = await connection(url, target.certificatePem, signal)
    const response = await send(url, call, { socket, signal, trace: target.traceValue }).catch(
      (error: unknown) => {
        socket.destroy()
        throw error
      },
    )
    const { shown, bytes } = await readBody(response)
    const durationMs = performance.now() - startedAt
    const { presented, tls } = await target.record
    return {
      url,
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: pairs(response.rawHeaders),
      body: textOf(shown, bytes),
      bodyBytes: bytes,
      durationMs,
      presented,
      tls,
    }
  } catch (error) {
    throw new WarifuError('test-call-failed', { reason: reasonOf(error) })
  }
}

const urlOf = ({ path }: TestCallRequest, { gatewayUrl, apiPath }: TestCallTarget): string => {
  const base = apiPath === '' ? gatewayUrl : `${gatewayUrl}/${apiPath}`
  return base + (path === '' || path.startsWith('/') || path.startsWith('?') ? path : `/${path}`)
}

/**
 * To this gateway and no other. It is known by its certificate itself: whether callers trust it, or by which names they
 * call, is another question.
 */
const connection = async (
  url: string,
  certificatePem: string | null,
  signal: AbortSignal,
): Promise<Socket> => {
  const { protocol, hostname, port } = new URL(url)
  const usual = protocol === 'https:' ? 443 : 80
  const place = { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) }
  const socket =
    certificatePem === null
      ? connect(place)
      : connectTls({ ...place, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] })
  try {
    await once(socket, socket instanceof TLSSocket ? 'secureConnect' : 'connect', { signal })
    if (socket instanceof TLSSocket) requireOwn(socket, certificatePem ?? '')
  } catch (error) {
    socket.destroy()
    throw error
  }
  return socket
}

const requireOwn = (socket: TLSSocket, certificatePem: string): void => {
  const seen = socket.getPeerX509Certificate()?.fingerprint256
  if (seen === new X509Certificate(certificatePem).fingerprint256) return
  throw Object.assign(new Error('not this gateway'), { code: 'OTHER_CERTIFICATE' })
}

interface Sending {
  socket: Socket
  signal: AbortSignal
  /** Tells the gateway that the call is ours. */
  trace: string
}

const send = (
  url: string,
  { method, headers, body }: TestCallRequest,
  { socket, signal, trace }: Sending,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const content = Buffer.from(body, 'utf8')
    // Thrown here: a method or header that is not valid HTTP.
    const { hostname, port, pathname, search } = new URL(url)
    const request = httpRequest(
      { method, signal, hostname, port, path: pathname + search, createConnection: () => socket },
      resolve,
    )
    // Before anything throws: a request that was made and not sent hears of its socket's end as well.
    request.on('error', reject)
    for (const [name, value] of headers) request.appendHeader(name, value)
    request.setHeader(traceHeader, trace)
    if (content.length > 0) request.setHeader('content-length', content.length)
    request.end(content)
  })

const readBody = async (response: IncomingMessage): Promise<{ shown: Buffer; bytes: number }> => {
  const pieces: Buffer[] = []
  let kept = 0
  let bytes = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (kept < shownBytes) pieces.push(piece.subarray(0, shownBytes - kept))
    kept = Math.min(bytes, shownBytes)
  }
  return { shown: Buffer.concat(pieces), bytes }
}

/** The text, or null when it is not UTF-8. A cut may fall inside a character, which is left out. */
const textOf = (shown: Buffer, bytes: number): string | null => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return decoder.decode(shown, { stream: bytes > shown.length })
  } catch {
    return null
  }
}

const pairs = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, place): [string, string][] => (place % 2 === 0 ? [[name, raw[place + 1] ?? '']] : []))

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const code = (error as NodeJS.ErrnoException).code
  return code ?? error.name
}
