import { beforeAll, describe, expect, test } from 'vitest'
import type { BackEndCheck } from '../../preload/contract/gateway.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { ApiConfiguration } from './configuration.ts'
import { checkBackEnd } from './handshake/check-back-end.ts'
import type { ServerVerification } from './server-verification.ts'
import { startBackEnd, testAuthority, type TestAuthority } from './testing/back-end.ts'
import { api, configuration, fullVerification } from './testing/configure.ts'
import { startPlane } from './testing/plane.ts'

let authority: TestAuthority
let other: TestAuthority
/** Of the same authority, for a name that nothing listens by. */
let elsewhere: TestAuthority

beforeAll(async () => {
  ;[authority, other] = await Promise.all([testAuthority(), testAuthority()])
  const server = await issueCertificate({
    subject: { commonName: 'elsewhere.example' },
    issuer: authority.ca,
    extendedKeyUsage: ['serverAuth'],
    subjectAlternativeNames: ['DNS:elsewhere.example'],
  })
  elsewhere = { ca: authority.ca, server }
})

const open = { requestCert: false, rejectUnauthorized: false }
/** What a call and a check come to: they must agree. */
const judge = async (
  serviceUrl: string,
  trust: TestAuthority,
  changes: Partial<ServerVerification>,
): Promise<{ call: string; check: BackEndCheck['serverSaid'] }> => {
  const verification = { ...fullVerification, ...changes }
  const trustPem = trust.ca.certificatePem
  const settings: ApiConfiguration = api({ serviceUrl, trustPem, verification })
  await using plane = await startPlane(configuration([settings]))
  const answer = await fetch(`http://127.0.0.1:${plane.port}/api/`)
  const { serverSaid } = await checkBackEnd({
    ...settings,
    identity: null,
  })
  return { call: answer.headers.get('warifu-error') ?? String(answer.status), check: serverSaid }
}
const refused = (code: string) => ({ call: code, check: { kind: 'failed', code } })
const accepted = { call: '200', check: { kind: 'accepted', status: 200 } }

describe('the name of a back end', () => {
  test('must be in its certificate, unless that is switched off', async () => {
    await using backEnd = await startBackEnd(elsewhere, undefined, open)
    expect(await judge(backEnd.url, authority, {})).toMatchObject(refused('BackEndNameMismatch'))
    expect(await judge(backEnd.url, authority, { verifyName: false })).toMatchObject(accepted)
    expect(await judge(backEnd.url, other, { verifyName: false })).toMatchObject(
      refused('BackEndCertificateNotTrusted'),
    )
  })

  test('may be another than that of the URL', async () => {
    await using backEnd = await startBackEnd(elsewhere, undefined, open)
    expect(await judge(backEnd.url, authority, { serverName: 'elsewhere.example' })).toMatchObject(accepted)
    expect(await judge(backEnd.url, authority, { serverName: 'other.example' })).toMatchObject(
      refused('BackEndNameMismatch'),
    )
  })
})

describe('the chain of a back end', () => {
  test('must lead to a trusted authority, unless that is switched off; its name counts all the same', async () => {
    await using backEnd = await startBackEnd(authority, undefined, open)
    expect(await judge(backEnd.url, other, {})).toMatchObject(refused('BackEndCertificateNotTrusted'))
    expect(await judge(backEnd.url, other, { verifyChain: false })).toMatchObject(accepted)
    await using misnamed = await startBackEnd(elsewhere, undefined, open)
    expect(await judge(misnamed.url, other, { verifyChain: false })).toMatchObject(
      refused('BackEndNameMismatch'),
    )
    const nothing = { verifyChain: false, verifyName: false }
    expect(await judge(misnamed.url, other, nothing)).toMatchObject(accepted)
  })
})

test('the minimum version is demanded of calls and checks', async () => {
  await using backEnd = await startBackEnd(authority, undefined, { ...open, maxVersion: 'TLSv1.2' })
  expect(await judge(backEnd.url, authority, {})).toMatchObject(accepted)
  expect(await judge(backEnd.url, authority, { minimumVersion: 'TLSv1.3' })).toMatchObject({
    call: 'BackEndHandshakeFailed',
    check: { kind: 'failed', alert: 'protocol_version' },
  })
})
