/** From the contract's `data` and `password` to an upload. */
import { z } from 'zod'
import type { CertificateUpload, EmbeddedService, Put } from '../management/service.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { parseBody } from './read-body.ts'
import { invalid } from './rest-failure.ts'

/** As in the window: far above any password (the keychain's own limit is told by its own failure). */
const content = z.object({
  data: z.string().min(1),
  password: z.string().max(4_096).default(''),
})

const nested = z.object({ properties: content })

/** `{ properties: { data, password } }`. Fails with 400, also for a certificate in a Key Vault. */
export const readUpload = (body: unknown): CertificateUpload => {
  if (hasKeyVault(body))
    throw invalid('keyVault', 'Certificates in a Key Vault are not served here; send data.')
  const { properties } = parseBody(nested, body)
  return uploadOf(properties)
}

/** `{ data, password }`, as before there were properties. */
export const readFlatUpload = (body: unknown): CertificateUpload => uploadOf(parseBody(content, body))

/** Puts it and lets its bytes go. */
export const putUpload = async (
  service: EmbeddedService,
  id: string,
  ifMatch: string,
  upload: CertificateUpload,
): Promise<Put<Certificate>> => {
  try {
    return await service.certificates.put(id, ifMatch, upload)
  } finally {
    upload.pfx.fill(0)
  }
}

/** Of several identities in a file the first is kept, which is the one that most tools wrote first. */
const uploadOf = ({ data, password }: z.infer<typeof content>): CertificateUpload => {
  const text = data.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw invalid('data', 'The data is not base64.')
  return { pfx: Buffer.from(text, 'base64'), password, identity: 0 }
}

const hasKeyVault = (body: unknown): boolean =>
  z.object({ properties: z.object({ keyVault: z.object({}) }) }).safeParse(body).success
