/**
 * Every act at a service that misbehaves in every way that is known of services, proxies and networks: the act ends,
 * nothing is written twice, and it either is done as if nothing had been or fails with the failure that says why.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { apiScope } from '../../preload/contract/policies.ts'
import { makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import type { CertificateUpload } from '../management/service.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { isWarifuError } from '../warifu-error.ts'
import type { AzureService } from './azure-service.ts'
import { connect } from './testing/connect.ts'
import { FakeAzure, servicePath } from './testing/fake-azure.ts'
import type { Asked, Fault } from './testing/fake-azure.ts'

let upload: CertificateUpload
beforeAll(async () => {
  upload = await makeUpload('orders')
})

const secret = { secretIdentifier: 'https://v.vault.azure.net/secrets/c' }
const operation = { displayName: 'Get', method: 'GET', urlTemplate: '/{id}', description: '' }
const scope = apiScope('orders')
const thumbprint = 'AB'.repeat(20)
const namesTheOld = `<policies><inbound><base /><authentication-certificate thumbprint="${thumbprint}" /></inbound></policies>`

/** What is there before each act. */
const furnish = (azure: FakeAzure): void => {
  const certificate = { subject: 'CN=held', thumbprint, expirationDate: '2030-01-01T00:00:00Z' }
  azure.put('/certificates/held', certificate)
  azure.put('/certificates/spare', { ...certificate, thumbprint: 'CD'.repeat(20) })
  azure.put('/certificates/vault', { ...certificate, thumbprint: 'EF'.repeat(20), keyVault: secret })
  azure.put('/apis/orders', { displayName: 'Orders', path: 'orders', serviceUrl: 'https://b.example' })
  azure.put('/apis/orders/operations/get', operation)
  azure.put('/apis/orders/policies/policy', { format: 'rawxml', value: namesTheOld })
  azure.put('/apis/billing', { displayName: 'Billing', path: 'billing', serviceUrl: 'https://b.example' })
}

const reads: Record<string, (service: AzureService) => Promise<unknown>> = {
  'certificates are listed': ({ certificates }) => certificates.list(),
  'a certificate is read': ({ certificates }) => certificates.get('held'),
  'APIs are listed': ({ apis }) => apis.list(),
  'an API is read': ({ apis }) => apis.get('orders'),
  'revisions are listed': ({ apis }) => apis.revisions('orders'),
  'operations are listed': ({ operations }) => operations.list('orders'),
  'a policy is read': ({ policies }) => policies.get(scope),
}

const writes: Record<string, (service: AzureService) => Promise<unknown>> = {
  'a certificate is uploaded': ({ certificates }) => certificates.create(upload),
  'a certificate is copied': ({ certificates }) =>
    certificates.createAs('new', upload, () => Promise.resolve()),
  'a certificate of a Key Vault is copied': ({ certificates }) =>
    certificates.createFromKeyVault('new', { ...secret, thumbprint: '12'.repeat(20) }),
  'a certificate is renewed': ({ certificates }) => certificates.replace('held', '*', upload),
  'a certificate is fetched anew': ({ certificates }) => certificates.refresh('vault'),
  'a certificate is deleted': ({ certificates }) => certificates.delete('spare', '*'),
  'an API is made': ({ apis }) => apis.create({ ...ordersApi, path: 'new', trust: null }),
  'an API is changed': ({ apis }) => apis.update('orders', '*', { displayName: 'New' }),
  'an API is deleted': ({ apis }) => apis.delete('orders', '*'),
  'an operation is made': ({ operations }) =>
    operations.put('orders', 'new', null, { ...operation, method: 'POST' }),
  'an operation is changed': ({ operations }) =>
    operations.put('orders', 'get', '*', { ...operation, method: 'PUT' }),
  'an operation is deleted': ({ operations }) => operations.delete('orders', 'get', '*'),
  'a policy is made': ({ policies }) =>
    policies.put(apiScope('billing'), defaultPolicy(apiScope('billing')), null),
  'a policy is saved': ({ policies }) => policies.put(scope, defaultPolicy(scope), '*'),
  'a policy is deleted': ({ policies }) => policies.delete(scope, '*'),
  'a certificate is chosen': ({ policies }) =>
    policies.setCredentials('orders', { kind: 'mutual', certificateId: 'spare' }, '*'),
  'a user name is chosen': ({ policies }) =>
    policies.setCredentials('orders', { kind: 'basic', username: 'u', password: 'p' }, '*'),
}

const answer = (
  status: number,
  body: string | object = '',
  headers: Record<string, string> = {},
): Extract<Fault, { status: number }> => ({
  ...{ kind: 'answer', status, headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const refusal = (code: string, message: string) => ({ error: { code, message } })
const page = ['<!doctype html><p>Sign in to the Wi-Fi', { 'content-type': 'text/html' }] as const

const isWrite = ({ method }: Asked): boolean => method !== 'GET' && method !== 'HEAD'
const always = (fault: Fault) => () => fault
const once = (fault: Fault, which: (asked: Asked) => boolean = () => true) => {
  const left = [fault]
  return (asked: Asked) => (which(asked) ? left.shift() : undefined)
}
const eachWrite = (fault: Fault) => (asked: Asked) => (isWrite(asked) ? fault : undefined)

/** From the first write on. */
const afterTheWrite = (write: Fault, then: Fault) => {
  let written = false
  return (asked: Asked) => {
    if (written) return then
    written = isWrite(asked)
    return written ? write : undefined
  }
}

const missingRight = (asked: Asked) =>
  answer(
    403,
    refusal(
      'AuthorizationFailed',
      `You do not have authorization to perform action '${asked.method}' over scope '/s'.`,
    ),
  )

type Misbehaviour = () => FakeAzure['fault']

/** `done`: as if nothing had been. */
type Table = readonly (readonly [what: string, misbehaviour: Misbehaviour, ends: 'done' | ErrorCode])[]

const anywhere: Table = [
  ['asks for patience', () => once(answer(429, '', { 'retry-after': '2' })), 'done'],
  [
    'asks for more patience than anybody has',
    () => always(answer(429, '', { 'retry-after': '900' })),
    'azure-busy',
  ],
  ['asks for patience without end', () => always(answer(429)), 'azure-busy'],
  ['cuts a connection', () => once({ kind: 'cut' }), 'done'],
  ['cuts every connection', () => always({ kind: 'cut' }), 'azure-unreachable'],
  ['does not answer once', () => once({ kind: 'hang' }), 'done'],
  ['stops in the middle of an answer', () => once({ kind: 'stall' }), 'done'],
  ['fails once', () => once(answer(500)), 'done'],
  ['fails for good', () => always(answer(503, ...page)), 'azure-unavailable'],
  ['has a web page in its place', () => always(answer(200, ...page)), 'azure-answer-unusable'],
  ['answers what is not JSON', () => always(answer(200, 'ok')), 'azure-answer-unusable'],
  ['answers JSON of another shape', () => always(answer(200, { nom: 1 })), 'azure-answer-unusable'],
  [
    'leads elsewhere',
    () => always(answer(302, '', { location: 'https://x.example/' })),
    'azure-answer-unusable',
  ],
  ['refuses for want of a right', () => missingRight, 'azure-right-missing'],
  ['refuses for a reason of its own', () => always(answer(403, refusal('X', 'No.'))), 'azure-refused'],
  ['has let the sign-in end', () => always(answer(401)), 'not-signed-in'],
  [
    'finds this computer’s clock wrong',
    () => always(answer(401, '', { date: 'Tue, 24 Nov 2020 10:00:00 GMT' })),
    'clock-wrong',
  ],
]

const atWrites: Table = [
  ['asks for patience with it', () => once(answer(429, '', { 'retry-after': '2' }), isWrite), 'done'],
  ['was changed by somebody else', () => eachWrite(answer(412, refusal('X', 'No.'))), 'changed-meanwhile'],
  ['is busy with another change', () => eachWrite(answer(409, refusal('X', 'Busy.'))), 'azure-refused'],
  [
    'refuses it for want of a right',
    () => (asked) => (isWrite(asked) ? missingRight(asked) : undefined),
    'azure-right-missing',
  ],
  ['cuts the connection before it', () => once({ kind: 'cut' }, isWrite), 'done'],
  ['cuts the connection before it each time', () => eachWrite({ kind: 'cut' }), 'azure-unreachable'],
  ['fails before it each time', () => eachWrite(answer(500)), 'azure-unavailable'],
  ['does it and cuts the connection', () => once({ kind: 'cut-after' }, isWrite), 'done'],
  ['does it and fails', () => once({ ...answer(500), kind: 'answer-after' }, isWrite), 'done'],
  [
    'does it and has a web page in its place',
    () => once({ ...answer(200, ...page), kind: 'answer-after' }, isWrite),
    'done',
  ],
  [
    'does it and answers what is not JSON',
    () => once({ ...answer(200, 'ok'), kind: 'answer-after' }, isWrite),
    'done',
  ],
  [
    'does it and is not there any more',
    () => afterTheWrite({ kind: 'cut-after' }, { kind: 'cut' }),
    'azure-write-uncertain',
  ],
  [
    'does it and fails for good',
    () => afterTheWrite({ kind: 'cut-after' }, answer(503)),
    'azure-write-uncertain',
  ],
]

/** The service's entities without what tells when they were written. */
const stateOf = ({ entities }: FakeAzure): string =>
  JSON.stringify([...entities].map(([path, { properties }]) => [path, properties]).toSorted()).replaceAll(
    /"timeStampUtc":"[^"]*"/g,
    '',
  )

interface Ended {
  ends: unknown
  written: readonly string[]
  state: string
}

/** A lost attempt is given up after this time; an answer of this computer's comes in a few milliseconds. */
const attemptMs = 400

const carryOut = async (
  act: (service: AzureService) => Promise<unknown>,
  prepare: (azure: FakeAzure, service: AzureService) => unknown = () => undefined,
): Promise<Ended> => {
  const azure = await FakeAzure.start()
  furnish(azure)
  const connected = connect({ url: azure.url, token: azure.token, servicePath }, attemptMs)
  const service = connected.service()
  await prepare(azure, service)
  try {
    const ends = await act(service).then(
      () => 'done',
      (error: unknown) => (isWarifuError(error) ? error.code : error),
    )
    return { ends, written: [...azure.written], state: stateOf(azure) }
  } finally {
    service.cancel()
    connected.stop()
    await azure.stop()
  }
}

const acts = { ...reads, ...writes }

describe.each(Object.entries(acts))('when %s', (name, act) => {
  let undisturbed: Ended
  beforeAll(async () => {
    undisturbed = await carryOut(act)
    expect(undisturbed.ends).toBe('done')
    expect(undisturbed.written.length > 0).toBe(name in writes)
  })

  const table = name in writes ? [...anywhere, ...atWrites] : anywhere
  it.concurrent.each(table)('a service that %s is borne', async (_what, misbehaviour, ends) => {
    const ended = await carryOut(act, (azure) => (azure.fault = misbehaviour()))
    expect(ended.ends).toBe(ends)
    if (ends === 'done') expect(ended).toEqual(undisturbed)
    else {
      expect(new Set(ended.written).size).toBe(ended.written.length)
      expect(undisturbed.written).toEqual(expect.arrayContaining([...ended.written]))
    }
  })

  it.concurrent('a network that is gone is borne', async () => {
    expect((await carryOut(act, (azure) => azure.stop())).ends).toBe('azure-unreachable')
  })

  it.concurrent('it can be cancelled while the service does not answer', async () => {
    const ended = await carryOut(act, (azure, service) => {
      azure.fault = () => {
        setImmediate(() => service.cancel())
        return { kind: 'hang' }
      }
    })
    expect(ended).toMatchObject({ ends: 'cancelled', written: [] })
  })
})
