/**
 * From a certificate's id to its private key: unseal, ask the keychain for the password, decode.
 *
 * What comes out of here stays in the main process and its gateway worker; buffers are overwritten when done.
 */
import type { LostBecause } from '../../preload/contract/certificates.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import { unseal } from '../secrets/sealing.ts'
import { WarifuError } from '../warifu-error.ts'
import type { Workspace } from './workspace.ts'

export interface Identity {
  /** PKCS #8. */
  privateKeyPem: string
  /** The leaf, then its chain. */
  certificatePem: string
}

export interface UnsealedPfx {
  /** The caller overwrites it. */
  pfx: Buffer
  password: string
}

/**
 * Fails with `not-found`, with `keychain-item-missing` when the password or the sealing key is gone, with
 * `sealed-certificate-damaged`, or as the keychain does. Nothing is ever deleted because it failed here.
 */
export const unsealPfx = async (workspace: Workspace, certificateId: string): Promise<UnsealedPfx> => {
  const certificate = workspace.certificates.get(certificateId)
  const sealed = workspace.certificates.sealed(certificateId)
  if (certificate === null || sealed === null) {
    throw new WarifuError('not-found', { what: 'certificate', id: certificateId })
  }
  const lost = (because: LostBecause) => {
    workspace.unusable.note(certificate, because)
    return new WarifuError(because, { certificateId })
  }
  const key = await workspace.keys.get(sealed.sealingKeyId)
  const password = await workspace.secrets.get(sealed.passwordAccount)
  if (key === null || password === null) throw lost('keychain-item-missing')
  const pfx = unseal(key.bytes, certificateId, sealed.bytes)
  if (pfx === null) throw lost('sealed-certificate-damaged')
  workspace.unusable.clear(certificateId)
  return { pfx, password }
}

/** The identity that was chosen at upload, told by its leaf. Fails as `unsealPfx` and the decoder do. */
export const openIdentity = async (
  workspace: Workspace,
  decoder: Pick<Decoder, 'open'>,
  certificateId: string,
): Promise<Identity> => {
  const certificate = workspace.certificates.get(certificateId)
  if (certificate === null) throw new WarifuError('not-found', { what: 'certificate', id: certificateId })
  const { pfx, password } = await unsealPfx(workspace, certificateId)
  try {
    const identities = await decoder.open(pfx, password)
    const { sha256Thumbprint } = certificate.facts
    const identity = identities.find(({ leaf }) => leaf.sha256Thumbprint === sha256Thumbprint)
    if (identity === undefined) throw new WarifuError('sealed-certificate-damaged', { certificateId })
    return { privateKeyPem: identity.privateKeyPem, certificatePem: identity.certificatePem }
  } finally {
    pfx.fill(0)
  }
}
