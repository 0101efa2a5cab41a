/** For specs: the REST API on a free port over a workspace in a temporary folder, and a way to ask it. */
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { createTemporaryWorkspace, makeUpload } from '../../management/temporary-workspace.ts'
import { createManagementApi } from '../management-api.ts'
import type { Exchange } from './contract.ts'
import { isForPrism, prismProxy, report } from './prism.ts'

export const subscription = '00000000-0000-0000-0000-000000000000'
export const serviceOf = (name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/local/providers/Microsoft.ApiManagement/service/${name}`
export const service = serviceOf('warifu')

export interface Asked {
  status: number
  headers: IncomingHttpHeaders
  body: unknown
}

export interface Asking {
  body?: unknown
  headers?: Record<string, string>
  /** Undefined: the token that is valid. */
  token?: string | null
}

interface AskedText {
  method: string
  url: string
  ifMatch: boolean
  text: string
}

interface AnsweredText {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

const parsed = (text: string): unknown => (text === '' ? undefined : (JSON.parse(text) as unknown))

export const serveWorkspace = async () => {
  const temporary = await createTemporaryWorkspace({ binDays: 30 })
  const unexpected: unknown[] = []
  const api = createManagementApi({
    service: temporary.serviceBy('rest-api'),
    secrets: temporary.secrets,
    gatewayUrl: () => 'http://127.0.0.1:8400',
    version: '0.0.0',
    onUnexpected: (_reference, error) => unexpected.push(error),
  })
  const token = await api.renewToken()
  const prism = prismProxy()
  const status = await api.start(prism?.upstreamPort ?? 0)
  if (status.state !== 'running') throw new Error('the REST API is not running')
  const { url, port } = status

  /** Whatever was asked, for a look at it against the contract. */
  const exchanges: Exchange[] = []
  const record = (exchange: Exchange): void => {
    exchanges.push(exchange)
    if (prism !== null && isForPrism(exchange.method, exchange.path)) report(prism, exchange)
  }
  const portFor = (method: string, path: string): number =>
    prism !== null && isForPrism(method, path) ? prism.port : port

  const askPath = async (method: string, path: string, { token: given = token, ...rest }: Asking = {}) => {
    const answer = await askAt(portFor(method, path), method, path, { ...rest, token: given })
    const ifMatch = rest.headers?.['If-Match'] !== undefined
    record({ method, path, ifMatch, sent: rest.body, answer })
    return answer
  }

  return {
    ...{ temporary, api, token, url, port, unexpected, exchanges },
    /** `path` below the service, with the api-version. */
    ask: (method: string, path: string, asking: Asking = {}) =>
      askPath(method, `${service}${path}${path.includes('?') ? '&' : '?'}api-version=2024-05-01`, asking),
    /** Any path, as it is. */
    askPath,
    /** Where somebody else's client sends what it asks at `url`. */
    route: (method: string, url: string): string => {
      const there = new URL(url)
      there.port = String(portFor(method, there.pathname))
      return there.href
    },
    /** Somebody else's exchange, its bodies as text. */
    recordText: ({ url, text, ...asked }: AskedText, answered: AnsweredText): void => {
      const { pathname, search } = new URL(url)
      const answer = { ...answered, body: parsed(answered.text) }
      record({ ...asked, path: `${pathname}${search}`, sent: parsed(text), answer })
    },
    stop: async () => {
      await api.stop()
      await temporary.remove()
    },
  }
}

export type ServedWorkspace = Awaited<ReturnType<typeof serveWorkspace>>

/** One request with exactly the given headers, which `fetch` would not allow. */
export const askAt = (port: number, method: string, path: string, { body, headers, token }: Asking) =>
  new Promise<Asked>((resolve, reject) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    const asking = request({ port, method, path, host: '127.0.0.1', agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = parsed(Buffer.concat(chunks).toString('utf8'))
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    asking.on('error', reject)
    if (text !== undefined) asking.setHeader('Content-Type', 'application/json')
    if (typeof token === 'string') asking.setHeader('Authorization', `Bearer ${token}`)
    for (const [name, value] of Object.entries(headers ?? {})) asking.setHeader(name, value)
    asking.end(text)
  })

/** The body of a certificate's PUT. */
export const uploadBody = async (commonName: string, password = 'secret') => {
  const { pfx } = await makeUpload(commonName, { password })
  return { properties: { data: Buffer.from(pfx).toString('base64'), password } }
}
