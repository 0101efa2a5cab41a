/**
 * The upload wizard's side in main: inspect, upload, let go.
 *
 * Guards the password: it arrives once, opens the file, and stays here with the held bytes until the upload or
 * until the file is let go. The window is told facts only.
 */
import { packCertificates } from '../../preload/contract/packed.ts'
import type { Handlers } from '../../preload/contract/requests.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import type { CertificateUpload } from '../management/service.ts'
import { withUploadFindings } from '../management/upload-findings.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { ChosenService } from './chosen-service.ts'
import type { HeldFiles } from './held-files.ts'

export interface CertificateHandlerParts {
  files: HeldFiles
  decoder: Pick<Decoder, 'inspect' | 'makePfx'>
  service: ChosenService
}

export function certificateHandlers({
  files,
  decoder,
  service,
}: CertificateHandlerParts): Handlers['certificates'] {
  return {
    list: async () => packCertificates(await service.certificates.list()),
    inspect: async ({ fileId, password }) => {
      const file = files.get(fileId)
      file.decoding?.abort()
      const decoding = new AbortController()
      file.decoding = decoding
      const facts = await decoder.inspect(file.bytes, password, { signal: decoding.signal })
      // The file may have been let go while it was decoded; then nothing may be kept of it.
      files.get(fileId).password = password
      const identities = await withUploadFindings(facts.identities, await service.certificates.list(), (id) =>
        isKeptFile(service, id, { pfx: file.bytes, password }),
      )
      return { fileId, name: file.name, ...facts, identities }
    },
    upload: async ({ fileId, identity }) => {
      const certificate = await service.certificates.create(uploadOf(files, fileId, identity))
      files.release(fileId)
      return certificate
    },
    replace: async ({ id, etag, fileId, identity }) => {
      const certificate = await service.certificates.replace(id, etag, uploadOf(files, fileId, identity))
      files.release(fileId)
      return certificate
    },
    makePfx: async ({ fileIds, keyPassword, password }) => {
      const held = fileIds.map((fileId) => files.get(fileId))
      const bytes = await decoder.makePfx({ files: held.map((file) => file.bytes), keyPassword, password })
      const name = held[0]?.name.replace(/\.[^.]*$/u, '') ?? 'client'
      return files.holdBytes(`${name}.pfx`, Buffer.from(bytes))
    },
    rollBack: ({ id, etag }) => service.workspace().certificates.rollBack(id, etag),
    remove: ({ id, etag }) => service.certificates.delete(id, etag),
    cancel: (fileId) => files.get(fileId).decoding?.abort(),
  }
}

/** Where the keychain cannot be asked, or another service keeps it, nothing is offered to be replaced. */
async function isKeptFile(
  service: ChosenService,
  id: string,
  file: Pick<CertificateUpload, 'pfx' | 'password'>,
): Promise<boolean> {
  try {
    return await service.workspace().certificates.keepsFile(id, file)
  } catch (error) {
    if (isWarifuError(error)) return true
    throw error
  }
}

/** A held file whose password its inspection has found right. */
function uploadOf(files: HeldFiles, fileId: string, identity: number): CertificateUpload {
  const { name, bytes, password } = files.get(fileId)
  if (password === undefined) throw new WarifuError('request-invalid', { field: 'fileId' })
  return { pfx: bytes, password, identity, fileName: name }
}
