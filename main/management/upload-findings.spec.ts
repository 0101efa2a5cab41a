import { beforeAll, describe, expect, it } from 'vitest'
import type { Certificate, CertificateFacts } from '../../preload/contract/certificates.ts'
import { certificateFacts } from '../certificates/certificate-facts.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { withUploadFindings } from './upload-findings.ts'

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)
const issue = async (notAfter: Date): Promise<CertificateFacts> =>
  certificateFacts(
    (await issueCertificate({ subject: { commonName: 'orders' }, notAfter, key: 'ec-p256' })).certificateDer,
  )

let leaf: CertificateFacts
let shorter: CertificateFacts
let longer: CertificateFacts

beforeAll(async () => {
  ;[leaf, shorter, longer] = await Promise.all([issue(inDays(100)), issue(inDays(50)), issue(inDays(200))])
})

const keep = (facts: CertificateFacts): Certificate => ({
  ...facts,
  ...{ id: 'kept', etag: '"1"', findings: [], chain: [], usedBy: [], otherUses: [] },
  uploadedAt: facts.notBefore,
})

const codesFor = async (kept: Certificate): Promise<string[]> => {
  const identity = { leaf, chain: [], findings: [] }
  const [found] = await withUploadFindings([identity], [kept], () => Promise.resolve(true))
  return (found?.findings ?? []).map(({ code }) => code)
}

describe('an identity of the same subject and issuer as a certificate that is kept', () => {
  it('renews it when it is valid for longer', async () => {
    expect(await codesFor(keep(shorter))).toEqual(['renewal-of'])
  })

  it('does not when it ends earlier and has another key', async () => {
    expect(await codesFor(keep(longer))).toEqual([])
  })

  it('does whatever its dates when it has the same key', async () => {
    const sameKey = leaf.publicKeySha256 as string
    expect(await codesFor(keep({ ...longer, publicKeySha256: sameKey }))).toEqual(['renewal-of'])
  })

  it('needs its dates where the key of the kept one is not known', async () => {
    const { publicKeySha256, ...unknown } = longer
    expect(publicKeySha256).toMatch(/^[0-9A-F]{64}$/)
    expect(await codesFor(keep(unknown))).toEqual([])
  })
})
