/**
 * The inspector's side in main: what a file is, and certificates of it written to another file.
 *
 * Guards what leaves: a description holds no private key, and only what really is a certificate is written.
 */
import { setImmediate } from 'node:timers/promises'
import type { CertificateFileFormat } from '../../preload/contract/inspections.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import { certificateFacts } from '../certificates/certificate-facts.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import { certificatesFromPem, derToPem } from '../certificates/pem.ts'
import { writePkcs7 } from '../certificates/pkcs7-writer.ts'
import { WarifuError } from '../warifu-error.ts'
import type { HeldFiles } from './held-files.ts'
import type { Shell } from './program-handlers.ts'
import { writeWhole } from './write-whole.ts'

export interface InspectionHandlerParts {
  files: HeldFiles
  decoder: Pick<Decoder, 'describe'>
  shell: Pick<Shell, 'chooseTarget'>
}

export function inspectionHandlers({
  files,
  decoder,
  shell,
}: InspectionHandlerParts): Handlers['inspection'] {
  return {
    open: async ({ fileId, password }) => {
      const file = files.get(fileId)
      file.decoding?.abort()
      const decoding = new AbortController()
      file.decoding = decoding
      const { name, bytes } = file
      const question = { name, bytes, ...(password !== null && { password }) }
      return decoder.describe(question, { signal: decoding.signal })
    },
    holdText: ({ name, text }) => files.holdBytes(name, Buffer.from(text, 'utf8')),
    save: async ({ pem, format }) => {
      const certificates = certificatesFromPem(pem)
      const [first] = certificates
      if (first === undefined) throw new WarifuError('no-certificate', {})
      for (const der of certificates) {
        certificateFacts(der)
        // A hundred long ones take 100 ms: the window must not wait for all of them at once.
        await setImmediate()
      }
      const name = fileNameFor(certificateFacts(first).commonName)
      const path = await shell.chooseTarget(`certificate-${format}`, `${name}.${extensions[format]}`)
      return path === undefined ? null : writeWhole(path, encode(certificates, format), 0o644)
    },
  }
}

/** `.cer` is what Windows calls a DER certificate; `.p7b` is its file of several. */
const extensions: Record<CertificateFileFormat, string> = { pem: 'pem', der: 'cer', pkcs7: 'p7b' }

function encode(certificates: readonly Buffer[], format: CertificateFileFormat): string | Buffer {
  switch (format) {
    case 'pem':
      return certificates.map((der) => derToPem('CERTIFICATE', der)).join('')
    case 'der':
      return certificates[0] ?? Buffer.alloc(0)
    case 'pkcs7':
      return writePkcs7(certificates)
  }
}

/** A common name without what a file's name cannot hold on one of the systems (Windows is the strictest). */
function fileNameFor(commonName: string): string {
  const name = commonName.replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-').replace(/[. ]+$/u, '')
  return name.slice(0, 80) || 'certificate'
}
