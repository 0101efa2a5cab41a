import { describe, expect, test } from 'vitest'
import type { Api } from '../../../preload/contract/apis.ts'
import { defaultGatewaySettings } from '../../../preload/contract/apis.ts'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { fakeCall } from '../../test/fake-calls.ts'
import { exampleApis, fakeCertificate } from '../../test/fake-facts.ts'
import { urgentDays } from '../../../preload/contract/preferences.ts'
import { attentionOf, nextToExpire, type WorkspaceFacts } from './attention.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString()
const api = { id: 'api-1', displayName: 'Orders' }

const calm: WorkspaceFacts = {
  certificates: [],
  apis: [],
  calls: [],
  proven: new Set(),
  thresholds: [90, 30, 14, 7, 1],
  gateway: {
    ...{ state: 'running', port: 8400, url: 'http://127.0.0.1:8400' },
    ...{ address: '127.0.0.1', missing: null },
  },
  keychain: { state: 'available', name: 'GNOME Keyring' },
}

const certificate = (changes: Partial<Certificate>): Certificate =>
  fakeCertificate(1, { notBefore: inDays(-100), notAfter: inDays(200), usedBy: [api], ...changes })

const matters = (facts: Partial<WorkspaceFacts>) =>
  attentionOf({ ...calm, ...facts }, now).map(({ kind, urgency }) => [kind, urgency])

describe('a certificate', () => {
  test.each<[string, Partial<Certificate>, readonly (readonly string[])[]]>([
    ['that is used and well', {}, []],
    ['that ends in the longest threshold', { notAfter: inDays(89.5) }, [['expiring', 'soon']]],
    ['that ends in the shorter half of them', { notAfter: inDays(6.5) }, [['expiring', 'now']]],
    ['that has ended', { notAfter: inDays(-1) }, [['expired', 'now']]],
    ['that has ended and nobody uses', { notAfter: inDays(-1), usedBy: [] }, [['expired', 'sometime']]],
    ['that is used before its time', { notBefore: inDays(2) }, [['not-yet-valid', 'now']]],
    ['that nobody uses', { usedBy: [] }, [['unused', 'sometime']]],
    ['that nobody uses and that ends soon', { usedBy: [], notAfter: inDays(3) }, [['unused', 'sometime']]],
    [
      'that was replaced',
      { usedBy: [], replacedBy: { certificateId: 'x', at: inDays(-1) } },
      [['replaced', 'sometime']],
    ],
    [
      'whose key is gone from the keychain, though it has ended too',
      { findings: [{ code: 'keychain-item-missing' }], notAfter: inDays(-1) },
      [['unusable', 'now']],
    ],
    [
      'with a short key',
      { findings: [{ code: 'weak-key', key: { algorithm: 'RSA', bits: 1_024 } }] },
      [['weak', 'soon']],
    ],
    ['that is self-signed, which is a note', { findings: [{ code: 'self-signed' }] }, []],
  ])('%s', (_, changes, expected) => {
    expect(matters({ certificates: [certificate(changes)] })).toEqual(expected)
  })

  test('whose issuer is missing is spoken of until a back end has accepted it', () => {
    const incomplete = certificate({ findings: [{ code: 'chain-incomplete', issuer: 'CN=CA' }] })
    expect(matters({ certificates: [incomplete] })).toEqual([['weak', 'soon']])
    expect(matters({ certificates: [incomplete], proven: new Set([incomplete.id]) })).toEqual([])
  })
})

describe('an API', () => {
  const [orders] = exampleApis()
  const apiWith = (changes: Partial<Api>): Api => ({ ...(orders as Api), ...changes })
  const refused = { code: 'BackEndRefusedCertificate', detail: '' } as const

  test('fails while its newest call has failed, and how often is counted', () => {
    const calls = [
      fakeCall(1, { status: 502, error: refused }),
      fakeCall(2),
      fakeCall(3, { status: 503 }),
      fakeCall(4, { apiId: 'api-2' }),
      fakeCall(5, { status: 502, error: refused }),
    ]
    const [failing] = attentionOf({ ...calm, apis: [apiWith({})], calls }, now)
    expect(failing).toMatchObject({ kind: 'failing', urgency: 'now', times: 2, call: { number: 5 } })
    expect(matters({ apis: [apiWith({})], calls: [...calls, fakeCall(6)] })).toEqual([])
  })

  test('whose certificate is not here is told so, and not that its calls fail for it', () => {
    const reference = { by: 'thumbprint', value: 'AB' } as const
    const missing = apiWith({ credentials: { kind: 'mutual', reference, certificateId: null } })
    const calls = [fakeCall(1, { status: 502, error: refused })]
    expect(matters({ apis: [missing], calls })).toEqual([['certificate-missing', 'now']])
  })

  test('that does not check its back end wants to be put right, unless there is no TLS to check', () => {
    const gateway = { ...defaultGatewaySettings, verifyChain: false }
    expect(matters({ apis: [apiWith({ gateway })] })).toEqual([['unchecked', 'soon']])
    expect(matters({ apis: [apiWith({ gateway, serviceUrl: 'http://x.example' })] })).toEqual([])
  })
})

test('what stops the program comes first, then by urgency, then by end', () => {
  const certificates = [
    fakeCertificate(1, { id: 'spare', usedBy: [], notAfter: inDays(400) }),
    certificate({ id: 'later', notAfter: inDays(60) }),
    certificate({ id: 'sooner', notAfter: inDays(40) }),
    certificate({ id: 'ended', notAfter: inDays(-2) }),
  ]
  const facts = { ...calm, certificates, keychain: { state: 'locked' } as const }
  expect(attentionOf(facts, now).map(({ key }) => key)).toEqual([
    'keychain',
    'ended',
    'sooner',
    'later',
    'spare',
  ])
})

test('the shorter half of the thresholds is urgent', () => {
  expect([[90, 30, 14, 7, 1], [30, 7], [30], []].map(urgentDays)).toEqual([7, 7, 0, 0])
})

test('the next to expire is the first one in use that has not ended', () => {
  const certificates = [
    certificate({ id: 'ended', notAfter: inDays(-2) }),
    certificate({ id: 'spare', notAfter: inDays(5), usedBy: [] }),
    certificate({ id: 'later', notAfter: inDays(60) }),
    certificate({ id: 'next', notAfter: inDays(40) }),
  ]
  expect(nextToExpire(certificates, now)?.id).toBe('next')
  expect(nextToExpire([], now)).toBeUndefined()
})
