/** A kept certificate, private key and all, goes from the workspace to a service: never to the window, never to a file. */
import { WarifuError } from '../warifu-error.ts'
import { certificateRecord, certificateSubject } from '../workspace/certificate-record.ts'
import { unsealPfx } from '../workspace/identities.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { storedCertificate } from './kept-certificate.ts'
import type { EmbeddedService } from './service.ts'

export const handOver =
  ({ workspace, decoder, door }: EmbeddedContext): EmbeddedService['certificates']['handOver'] =>
  async (id, to, use) => {
    const certificate = storedCertificate(workspace, id)
    const { sha256Thumbprint } = certificate.facts
    const { pfx, password } = await unsealPfx(workspace, id)
    try {
      const { identities } = await decoder.inspect(pfx, password)
      const identity = identities.findIndex(({ leaf }) => leaf.sha256Thumbprint === sha256Thumbprint)
      if (identity < 0) throw new WarifuError('sealed-certificate-damaged', { certificateId: id })
      const { fileName } = certificate
      const upload = { pfx, password, identity, ...(fileName === null ? {} : { fileName }) }
      // Before it leaves: afterwards the program may be gone or the disk full, and nobody would ever know.
      return await use(upload, () =>
        workspace.turn(() =>
          workspace.perform({
            ...{ door, act: 'certificate-handed-over', subject: certificateSubject(certificate) },
            change: () => ({
              answer: undefined,
              before: null,
              after: { ...certificateRecord(certificate), ...to },
            }),
          }),
        ),
      )
    } finally {
      pfx.fill(0)
    }
  }
