/** Makes a PFX of a private key and its certificates that came as PEM or DER files. */
import { createPrivateKey } from 'node:crypto'
import { WarifuError } from '../warifu-error.ts'
import { collectFile } from './collect-file.ts'
import { DamagedDer } from './der-reader.ts'
import { isKeySupported } from './findings.ts'
import { findIdentities } from './identities.ts'
import { writePfx } from './pfx-writer.ts'
import { keyName } from './public-key.ts'
import { sniffFileKind } from './sniff.ts'

export interface PfxIngredients {
  /** Key and certificates, in one file or several, in any order. */
  files: readonly Uint8Array[]
  /** Of the key, where it is encrypted. */
  keyPassword: string | null
  /** Of the PFX to be made. */
  password: string
  friendlyName?: string
}

/**
 * @throws WarifuError `no-private-key`, `no-certificate`, `key-mismatch`, `key-type-unsupported`,
 *   `wrong-password` for the key, `private-key-invalid`, `file-damaged`.
 */
export const makePfx = ({ files, keyPassword, password, friendlyName }: PfxIngredients): Buffer => {
  const collections = files.map((bytes) => collect(bytes, keyPassword))
  const problem = collections.find((collection) => collection.problem)?.problem
  if (problem) throw problem
  const certificates = collections.flatMap((collection) => collection.certificates)
  const keys = collections
    .flatMap((collection) => collection.keys)
    .flatMap(({ pkcs8, facts }) => (pkcs8 && facts ? [{ pkcs8, facts }] : []))
  if (keys.length === 0) throw new WarifuError('no-private-key', { certificates: certificates.length })
  if (certificates.length === 0) throw new WarifuError('no-certificate', {})
  const strange = keys.find(({ facts }) => !isKeySupported(facts))
  if (strange) throw new WarifuError('key-type-unsupported', { keyType: keyName(strange.facts) })
  const [identity] = findIdentities(keys, certificates).identities
  if (!identity) throw new WarifuError('key-mismatch', {})

  const privateKey = createPrivateKey({ key: identity.key.pkcs8, format: 'der', type: 'pkcs8' })
  const chain = [identity.leaf.certificate, ...identity.chain].map(({ der }) => der)
  for (const { pkcs8 } of keys) pkcs8.fill(0)
  return writePfx({
    privateKey,
    certificates: chain,
    password,
    ...(friendlyName !== undefined && { friendlyName }),
  })
}

const collect = (bytes: Uint8Array, keyPassword: string | null): ReturnType<typeof collectFile> => {
  const kind = sniffFileKind(bytes)
  try {
    return collectFile(Buffer.from(bytes), kind, keyPassword)
  } catch (error) {
    if (error instanceof DamagedDer) throw new WarifuError('file-damaged', { kind, where: error.where })
    throw error
  }
}
