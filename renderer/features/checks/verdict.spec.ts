import { describe, expect, it } from 'vitest'
import type { BackEndCheck } from '../../../preload/contract/gateway.ts'
import { acceptedCheck, refusedCheck } from '../../test/fake-checks.ts'
import { fakeFacts } from '../../test/fake-facts.ts'
import { hintsOf, tellingAlert, verdictOf, wouldFail } from './verdict.ts'

const sentNothing = (because: 'not-asked' | 'none-chosen' | 'plain-http'): BackEndCheck => ({
  ...acceptedCheck(),
  weSent: { kind: 'nothing', because },
})
const refusedInHttp = (because: 'certificate' | 'no-certificate'): BackEndCheck => ({
  ...acceptedCheck(),
  serverSaid: { kind: 'refused-in-http', status: 400, because },
})

describe('the verdict on a check', () => {
  it.each([
    ['a certificate that was shown and accepted', acceptedCheck(), true, 'proved', 'good'],
    ['a certificate that nobody asked for', sentNothing('not-asked'), true, 'not-shown', 'warning'],
    ['nothing chosen and nothing asked', sentNothing('not-asked'), false, 'open', 'good'],
    ['an optional certificate that was not chosen', sentNothing('none-chosen'), false, 'optional', 'good'],
    ['a certificate for plain HTTP', sentNothing('plain-http'), true, 'plain-chosen', 'warning'],
    ['plain HTTP as it was meant', sentNothing('plain-http'), false, 'plain', 'good'],
    ['a refusal in HTTP', refusedInHttp('certificate'), true, 'refused', 'danger'],
    ['a demand in HTTP', refusedInHttp('no-certificate'), false, 'demanded', 'danger'],
    ['a failed handshake', refusedCheck(), true, 'failed', 'danger'],
  ] as const)('on %s', (_what, check, chosen, name, tone) => {
    expect(verdictOf({ ...check, certificateChosen: chosen })).toEqual({ name, tone })
  })

  it('stops a save only where calls would fail', () => {
    expect(wouldFail(acceptedCheck())).toBe(false)
    expect(wouldFail(sentNothing('not-asked'))).toBe(false)
    expect(wouldFail(refusedCheck())).toBe(true)
    expect(wouldFail(refusedInHttp('no-certificate'))).toBe(true)
  })

  it('lets an alert speak unless the code knows more', () => {
    expect(tellingAlert('BackEndRefusedCertificate', 'unknown_ca')).toBe('unknown_ca')
    expect(tellingAlert('BackEndRequiresClientCertificate', 'bad_certificate')).toBeNull()
    expect(tellingAlert('BackEndRefusedCertificate', 'handshake_failure')).toBeNull()
    expect(tellingAlert('BackEndTimedOut', null)).toBeNull()
  })
})

describe('the hints beside a refusal', () => {
  const codes = (changes: Parameters<typeof fakeFacts>[1]) =>
    hintsOf(refusedCheck(), fakeFacts(1, changes)).map(({ code }) => code)

  it('name what is known of the certificate that was sent', () => {
    expect(codes({ notAfter: '2020-01-01T00:00:00Z' })).toContain('expired')
    expect(codes({ notBefore: '2999-01-01T00:00:00Z' })).toContain('not-yet-valid')
    expect(codes({ extendedKeyUsage: ['serverAuth'] })).toContain('no-client-authentication')
    expect(codes({ extendedKeyUsage: [] })).not.toContain('no-client-authentication')
    expect(codes({ key: { algorithm: 'Ed25519' } })).toContain('key-not-accepted')
    expect(codes({ key: { algorithm: 'EC', curve: 'P-256' } })).not.toContain('key-not-accepted')
  })

  it('name what the handshake showed', () => {
    expect(codes({})).toEqual(['chain-not-sent', 'authority-not-named', 'late-refusal'])
  })

  it('are silent where nothing went wrong', () => {
    expect(hintsOf(acceptedCheck(), fakeFacts(1, { notAfter: '2020-01-01T00:00:00Z' }))).toEqual([])
  })
})
