/**
 * For `npm run test:prism`: every request that a connection makes, asked of a mock of Azure that has the contract's
 * answers and forgets what it is told.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiScope } from '../../../preload/contract/policies.ts'
import { createDecoder } from '../../certificates/decoder-host.ts'
import { forkWithNode } from '../../certificates/fork-decoder.ts'
import { issueCertificate } from '../../certificates/issue-certificate.ts'
import { writePfx } from '../../certificates/pfx-writer.ts'
import type { CertificateUpload } from '../../management/service.ts'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { createArmClient } from '../arm-client.ts'
import type { ArmClient } from '../arm-client.ts'
import { createAzureService } from '../azure-service.ts'
import type { AzureService } from '../azure-service.ts'
import { findServices } from '../find-services.ts'
import { createKnownCertificates } from '../known-certificates.ts'
import { pastedToken } from '../token-source.ts'
import type { JudgedExchange } from '../../management-api/testing/prism.ts'
import { servicePath, subscription } from './fake-azure.ts'

const upload = async (commonName: string): Promise<CertificateUpload> => {
  const { certificateDer, privateKey } = await issueCertificate({ subject: { commonName } })
  const pfx = writePfx({ privateKey, certificates: [certificateDer], password: 'secret' })
  return { pfx, password: 'secret', identity: 0 }
}

/** In the order in which they are asked, each by what it is told as when it fails. */
const asks = (
  { certificates, apis, operations, policies }: AzureService,
  client: ArmClient,
): Record<string, () => Promise<unknown>> => {
  const operation = { displayName: 'Get', method: 'GET', urlTemplate: '/new/{id}', description: '' }
  const api = apiScope('echo-api')
  const ofOperation = { kind: 'operation', apiId: 'echo-api', operationId: 'new-one' } as const
  const allApis = { kind: 'all-apis' } as const
  return {
    'certificates are listed': () => certificates.list(),
    'a certificate is read': () => certificates.get('one'),
    'a certificate is uploaded': () => upload('new-one').then((one) => certificates.create(one)),
    'a certificate is replaced': () => upload('one').then((one) => certificates.replace('one', '*', one)),
    'a certificate is fetched from its Key Vault': () => certificates.refresh('one'),
    'a certificate is deleted': () => certificates.delete('one', '*'),
    'APIs are listed': () => apis.list(),
    'an API is read': () => apis.get('echo-api'),
    'an API is made': () =>
      apis.create({ displayName: 'New one', path: 'new', serviceUrl: 'https://back.example', trust: null }),
    'an API is changed': () => apis.update('echo-api', '*', { displayName: 'Echo' }),
    'the revisions of an API are listed': () => apis.revisions('echo-api'),
    'an API is deleted': () => apis.delete('echo-api', '*'),
    'operations are listed': () => operations.list('echo-api'),
    'an operation is read': () => operations.get('echo-api', 'get'),
    'an operation is made': () => operations.put('echo-api', 'new-one', null, operation),
    'an operation is changed': () => operations.put('echo-api', 'get', '*', operation),
    'an operation is deleted': () => operations.delete('echo-api', 'get', '*'),
    'a policy of each scope is read': () =>
      Promise.all([api, ofOperation, allApis].map((scope) => policies.get(scope))),
    'a policy is made': () => policies.put(ofOperation, defaultPolicy(ofOperation), null),
    'a policy is written': () => policies.put(api, defaultPolicy(api), '*'),
    'a policy is deleted': () => policies.delete(allApis, '"seen"'),
    'a user name and password are chosen': () =>
      policies.setCredentials('echo-api', { kind: 'basic', username: 'user', password: 'secret' }, '*'),
    'services are looked for': () =>
      findServices(client, {
        ...{ signal: new AbortController().signal, onFound: () => undefined, onProgress: () => undefined },
      }),
  }
}

/** Lists what the mock cannot have: a subscription's services lie in a list of another program's. */
const subscriptions = { value: [{ subscriptionId: subscription, displayName: 'Contoso' }] }

/** `fetch` to the mock, which is told what it does not have yet, and whose answers are written down. */
const watched = (exchanges: JudgedExchange[]): typeof fetch => {
  const made = new Set<string>()
  const send = fetch
  return async (input, init) => {
    const request = new Request(input, init)
    const { method } = request
    const { pathname, search } = new URL(request.url)
    if (pathname === '/subscriptions') return Response.json(subscriptions)
    const missing = pathname.includes('/new-one') && !made.has(pathname)
    if (method === 'PUT') made.add(pathname)
    if (method === 'GET' && missing) request.headers.set('prefer', 'code=404')
    const response = await send(request)
    // Prism's own refusal of what breaks the contract; the contract's answers have no such status.
    const violations = response.status === 422 ? [await response.clone().text()] : []
    exchanges.push({ method, path: `${pathname}${search}`, status: response.status, violations })
    return response
  }
}

/** @returns what was asked, and what ended otherwise than well */
export const askEverything = async (
  url: string,
): Promise<{ exchanges: JudgedExchange[]; problems: string[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'warifu-prism-'))
  const decoder = createDecoder({ fork: forkWithNode })
  const exchanges: JudgedExchange[] = []
  const problems: string[] = []
  const before = globalThis.fetch
  globalThis.fetch = watched(exchanges)
  try {
    const client = createArmClient({
      ...{ endpoint: new URL(url), tokens: pastedToken('token') },
      sleep: () => Promise.resolve(),
    })
    const service = createAzureService({
      ...{ client, servicePath, decoder, now: () => new Date() },
      known: createKnownCertificates(join(folder, 'known.jsonl')),
      onChange: () => undefined,
      onProgress: () => undefined,
    })
    for (const [what, ask] of Object.entries(asks(service, client))) {
      await ask().catch((error: unknown) => problems.push(`${what}: ${JSON.stringify(error)}`))
    }
  } finally {
    globalThis.fetch = before
    decoder.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { exchanges, problems }
}
