/**
 * Certificates as the window asks for them: the upload wizard's inspect, upload, let go; the list and its export.
 *
 * Guards the password: it arrives once, opens the file, and stays here with the held bytes until the upload or
 * until the file is let go. The window is told facts only.
 */
import { packCertificates } from '../../preload/contract/packed.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { Events } from '../../preload/contract/events.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import type { CertificateUpload } from '../management/service.ts'
import { exportList } from '../management/list-export/list-export.ts'
import { withUploadFindings } from '../management/upload-findings.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { ChosenService } from './chosen-service.ts'
import type { HeldBytes, HeldFiles } from './held-files.ts'
import type { Shell } from './program-handlers.ts'
import { writeWhole } from './write-whole.ts'

export interface CertificateHandlerParts {
  files: HeldFiles
  decoder: Pick<Decoder, 'inspect' | 'makePfx'>
  service: ChosenService
  shell: Pick<Shell, 'chooseTarget' | 'environment'>
  onListed: Events['certificatesListed']
}

export function certificateHandlers({
  files,
  decoder,
  service,
  shell,
  onListed,
}: CertificateHandlerParts): Handlers['certificates'] {
  const recent = recentList(service)

  /** Passes a change on; what the list said before it is not to be relied on, even if it failed half-way. */
  const changing = <T>(change: Promise<T>): Promise<T> => change.finally(recent.forget)

  /** Lets the file go once it is kept; after a failure it may be tried again. */
  async function keep(
    { fileId, identity }: { fileId: string; identity: number },
    by: (upload: CertificateUpload) => Promise<Certificate>,
  ): Promise<Certificate> {
    const certificate = await changing(files.use(fileId, (file) => by(uploadOf(file, identity))))
    files.release(fileId)
    return certificate
  }

  return {
    list: async (reading) =>
      packCertificates(
        await service.certificates.list(({ certificates, total }) =>
          onListed({ reading, certificates: packCertificates(certificates), total }),
        ),
      ),
    inspect: ({ fileId, password: given }) =>
      files.use(fileId, async (file) => {
        const password = given ?? file.password ?? ''
        file.decoding?.abort()
        const decoding = new AbortController()
        file.decoding = decoding
        const facts = await decoder.inspect(file.bytes, password, { signal: decoding.signal })
        // The file may have been let go while it was decoded; then nothing may be kept of it.
        files.get(fileId).password = password
        const identities = await withUploadFindings(facts.identities, await recent.list(), (id) =>
          isKeptFile(service, id, { pfx: file.bytes, password }),
        )
        return { fileId, name: file.name, ...facts, identities }
      }),
    upload: (held) => keep(held, (upload) => service.certificates.create(upload)),
    replace: ({ id, etag, ...held }) =>
      keep(held, (upload) => service.certificates.replace(id, etag, upload)),
    makePfx: async ({ fileIds, keyPassword, password }) => {
      const held = fileIds.map((fileId) => files.get(fileId))
      const bytes = await decoder.makePfx({ files: held.map((file) => file.bytes), keyPassword, password })
      const name = held[0]?.name.replace(/\.[^.]*$/u, '') ?? 'client'
      return files.holdBytes(`${name}.pfx`, Buffer.from(bytes))
    },
    rollBack: async ({ id, etag }) => changing(service.workspace().certificates.rollBack(id, etag)),
    remove: ({ id, etag }) => changing(service.certificates.delete(id, etag)),
    cancel: (fileId) => files.get(fileId).decoding?.abort(),
    export: async ({ format, ids }) => {
      const now = new Date()
      const suggested = `warifu-certificates-${now.toISOString().slice(0, 10)}.${format}`
      const path = await shell.chooseTarget(`list-${format}`, suggested)
      if (path === undefined) return null
      const { language, preferences } = await shell.environment()
      const listed = new Map((await service.certificates.list()).map((one) => [one.id, one]))
      const certificates = ids.flatMap((id) => listed.get(id) ?? [])
      const thresholds = preferences.expiryThresholds
      return writeWhole(path, exportList({ certificates, format, language, thresholds, now }))
    },
  }
}

/** Milliseconds. What it is asked for warns of much, and forbids nothing: that the service itself does. */
const recentFor = 5_000

/** Of a folder of files each is compared with what is kept: a service far away is not asked for its list each time. */
function recentList(service: ChosenService) {
  interface Reading {
    of: unknown
    /** When it was complete; one that takes long is not old before it is there. */
    at: number
    certificates: Promise<readonly Certificate[]>
  }
  let kept: Reading | undefined

  function read(of: ChosenService['certificates']): Reading {
    const reading: Reading = { of, at: Infinity, certificates: of.list() }
    const ended = (): void => {
      reading.at = performance.now()
    }
    reading.certificates.then(ended, () => {
      if (kept === reading) kept = undefined
    })
    return reading
  }

  return {
    list: async (): Promise<readonly Certificate[]> => {
      const of = service.certificates
      if (kept?.of !== of || performance.now() - kept.at > recentFor) kept = read(of)
      return kept.certificates
    },
    forget: (): void => {
      kept = undefined
    },
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
function uploadOf({ name, bytes, password }: HeldBytes, identity: number): CertificateUpload {
  if (password === undefined) throw new WarifuError('request-invalid', { field: 'fileId' })
  return { pfx: bytes, password, identity, fileName: name }
}
