/**
 * For specs: Azure Resource Manager over entities in memory, which can be told to misbehave.
 *
 * It keeps to the contract where nobody tells it otherwise (ETags, If-Match, pages, the error envelope) and counts
 * what it has written, so that a spec can say that nothing was written twice.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { factsOf } from '../../certificates/certificate-facts.ts'
import { forgetKeys, readPfx } from '../../certificates/read-pfx.ts'

export const subscription = '00000000-0000-0000-0000-000000000000'
export const servicePath = `/subscriptions/${subscription}/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/apim1`

export interface Asked {
  method: string
  /** Decoded, without the query. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: unknown
}

/** `…-after`: carried out first. `cut`: no answer. `stall`: the head of an answer, and never its end. */
export type Fault =
  | { kind: 'cut' | 'cut-after' | 'hang' | 'stall' }
  | { kind: 'answer' | 'answer-after'; status: number; headers?: Record<string, string>; body?: string }

interface Entity {
  etag: string
  properties: Record<string, unknown>
}

interface Reply {
  status: number
  headers?: Record<string, string>
  body?: unknown
}

const fail = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
})

export class FakeAzure {
  readonly asked: Asked[] = []
  /** Paths below the service, as they were written, each once per time. */
  readonly written: string[] = []
  readonly entities = new Map<string, Entity>()
  /** What Key Vaults hold, by secret identifier: what the service tells of a certificate that it fetches there. */
  readonly vaults = new Map<string, Record<string, unknown>>()
  pageSize = 100
  /** The only one that opens. */
  token = 'token-1'
  /** Asked before each request is carried out; its fault takes the answer's place. */
  fault: (asked: Asked, count: number) => Fault | undefined = () => undefined
  url = ''
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response)
  })
  #etags = 0

  static async start(): Promise<FakeAzure> {
    const fake = new FakeAzure()
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve))
    fake.url = `http://127.0.0.1:${(fake.#server.address() as AddressInfo).port}`
    return fake
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  /** What is there without anybody having written it. @param path below the service */
  put(path: string, properties: Record<string, unknown>): string {
    const etag = `"E${++this.#etags}="`
    this.entities.set(path, { etag, properties })
    return etag
  }

  /** Misbehaves as told, one fault per request that `matches`, then well. */
  misbehave(faults: readonly Fault[], matches: (asked: Asked) => boolean = () => true): void {
    const left = [...faults]
    this.fault = (asked) => (matches(asked) ? left.shift() : undefined)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const url = new URL(request.url ?? '/', this.url)
    const asked: Asked = {
      ...{ method: request.method ?? '', path: decodeURIComponent(url.pathname), query: url.searchParams },
      ...{ headers: request.headers, body: text === '' ? undefined : JSON.parse(text) },
    }
    this.asked.push(asked)
    const fault = this.fault(asked, this.asked.length)
    if (fault?.kind === 'cut') return void request.socket.destroy()
    if (fault?.kind === 'hang') return
    if (fault?.kind === 'stall') return void response.writeHead(200, { 'content-length': 100 }).write('{')
    const reply: Reply = fault?.kind === 'answer' ? fault : this.#carryOut(asked)
    if (fault?.kind === 'cut-after') return void request.socket.destroy()
    const { status, headers, body } = fault !== undefined && 'status' in fault ? fault : reply
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    const said = typeof body === 'string' ? body : JSON.stringify(body)
    response.end(asked.method === 'HEAD' ? undefined : said)
  }

  #carryOut(asked: Asked): Reply {
    if (asked.headers.authorization !== `Bearer ${this.token}`) {
      return fail(401, 'ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than now.')
    }
    if (!asked.query.has('api-version')) return fail(400, 'MissingApiVersionParameter', 'No api-version.')
    if (!asked.path.startsWith(servicePath)) return this.#outside(asked)
    const path = asked.path.slice(servicePath.length)
    const deep = path.split('/').filter(Boolean).length
    const isCollection = deep % 2 === 1 && !path.endsWith('/refreshSecret')
    if (isCollection) return this.#list(asked, path)
    if (path.endsWith('/refreshSecret')) return this.#refresh(path.replace(/\/refreshSecret$/, ''))
    return asked.method === 'GET' || asked.method === 'HEAD' ? this.#get(path) : this.#write(asked, path)
  }

  #outside({ path }: Asked): Reply {
    if (path === '/subscriptions') {
      return {
        status: 200,
        body: { value: [{ subscriptionId: subscription, displayName: 'Contoso', state: 'Enabled' }] },
      }
    }
    if (path.endsWith('/providers/Microsoft.ApiManagement/service')) {
      const service = { id: servicePath, name: 'apim1', location: 'Japan East', sku: { name: 'Developer' } }
      return { status: 200, body: { value: [service] } }
    }
    return fail(404, 'ResourceNotFound', 'Not found.')
  }

  #show(path: string, { properties }: Entity) {
    return { id: `${servicePath}${path}`, name: path.split('/').at(-1), type: 'fake', properties }
  }

  #get(path: string): Reply {
    if (path === '') return { status: 200, body: { id: servicePath, name: 'apim1', properties: {} } }
    const entity = this.entities.get(path)
    if (entity === undefined) return fail(404, 'ResourceNotFound', `${path} not found.`)
    return { status: 200, headers: { etag: entity.etag }, body: this.#show(path, entity) }
  }

  #list({ query }: Asked, path: string): Reply {
    const found = [...this.entities].filter(
      ([key]) => key.startsWith(`${path}/`) && !key.slice(path.length + 1).includes('/'),
    )
    const skip = Number(query.get('$skip') ?? 0)
    const next = skip + this.pageSize
    return {
      status: 200,
      body: {
        value: found.slice(skip, next).map(([key, entity]) => this.#listed(key, entity)),
        count: found.length,
        nextLink:
          next < found.length
            ? `${this.url}${servicePath}${path}?api-version=2024-05-01&%24skip=${next}`
            : '',
      },
    }
  }

  /** Revisions are the one list whose members are not entities. */
  #listed(path: string, entity: Entity) {
    return path.includes('/revisions/') ? entity.properties : this.#show(path, entity)
  }

  #write({ method, headers, body }: Asked, path: string): Reply {
    const before = this.entities.get(path)
    const ifMatch = headers['if-match']
    if (before !== undefined && ifMatch !== '*' && ifMatch !== before.etag) {
      return fail(412, 'PreconditionFailed', 'Resource was modified since last retrieval.')
    }
    if (method === 'DELETE') {
      if (before === undefined) return { status: 204 }
      this.written.push(path)
      for (const key of [...this.entities.keys()]) {
        if (key === path || key.startsWith(`${path}/`)) this.entities.delete(key)
      }
      return { status: 200 }
    }
    const given = (body as { properties: Record<string, unknown> }).properties
    const read = path.startsWith('/certificates/') ? readUpload(given, this.vaults) : given
    if (read === null) return fail(400, 'ValidationError', 'The password is wrong or the data is no PFX.')
    this.written.push(path)
    const etag = this.put(path, method === 'PATCH' ? { ...before?.properties, ...read } : read)
    const entity = this.entities.get(path) as Entity
    return { status: before === undefined ? 201 : 200, headers: { etag }, body: this.#show(path, entity) }
  }

  #refresh(path: string): Reply {
    const entity = this.entities.get(path)
    if (entity?.properties['keyVault'] === undefined) return fail(400, 'ValidationError', 'No key vault.')
    this.written.push(`${path}/refreshSecret`)
    const lastStatus = { code: 'Success', timeStampUtc: new Date().toISOString() }
    this.put(path, {
      ...entity.properties,
      keyVault: { ...(entity.properties['keyVault'] as object), lastStatus },
    })
    return this.#get(path)
  }
}

/** What the service tells of a certificate; null where the password does not open it. */
const readUpload = (
  properties: Record<string, unknown>,
  vaults: FakeAzure['vaults'],
): Record<string, unknown> | null => {
  if ('keyVault' in properties) {
    const { secretIdentifier } = properties['keyVault'] as { secretIdentifier: string }
    return { ...vaults.get(secretIdentifier), ...properties }
  }
  try {
    const { data, password } = properties as { data: string; password: string }
    const contents = readPfx(Buffer.from(data, 'base64'), password)
    const leaf = contents.identities[0]?.leaf.certificate
    forgetKeys(contents)
    if (leaf === undefined) return null
    const { subject, thumbprint, notAfter } = factsOf(leaf)
    return { subject, thumbprint, expirationDate: `${new Date(notAfter).toISOString().slice(0, 19)}Z` }
  } catch {
    return null
  }
}
