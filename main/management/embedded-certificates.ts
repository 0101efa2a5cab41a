import { WarifuError } from '../warifu-error.ts'
import { deleteCertificate } from '../workspace/bin.ts'
import type { StoredCertificate } from '../workspace/certificates-table.ts'
import { requireMatch } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { handOver } from './hand-over.ts'
import { alreadyKept, inspectUpload, keepAct, keepsFile } from './keep-certificate.ts'
import { endOf, namedCertificate, storedCertificate, toCertificate } from './kept-certificate.ts'
import { withOwnPassword } from './own-password.ts'
import { putCertificate } from './put-certificate.ts'
import { replaceCertificate, rollBackReplacement } from './replace-certificate.ts'
import type { EmbeddedService } from './service.ts'

/** A certificate's change may show in lists of certificates, of APIs, and in a policy's problems. */
const topics = ['certificates', 'apis', 'policies'] as const

export const embeddedCertificates = (context: EmbeddedContext): EmbeddedService['certificates'] => {
  const { workspace, policyReader } = context
  const show = (certificate: StoredCertificate) =>
    toCertificate(certificate, policyReader.usage(), workspace.now(), workspace.unusable.because(certificate))

  return {
    list: () =>
      Promise.resolve().then(() => {
        const usage = policyReader.usage()
        const now = workspace.now()
        return workspace.certificates
          .list()
          .map((one) => toCertificate(one, usage, now, workspace.unusable.because(one)))
      }),

    get: (id) => Promise.resolve().then(() => show(storedCertificate(workspace, id))),

    names: () =>
      Promise.resolve().then(() =>
        workspace.certificates
          .list()
          .map((one) => ({ ...namedCertificate(one), commonName: one.facts.commonName })),
      ),

    ends: () => Promise.resolve().then(() => workspace.certificates.list().map(endOf)),

    presentedEnds: () => Promise.resolve().then(() => policyReader.presented().map(endOf)),

    create: async (given) => {
      const identity = await inspectUpload(context, given)
      const upload = await withOwnPassword(context, given, identity)
      return context.change(topics, async () => {
        const { kept, mended } = await alreadyKept(workspace, identity)
        if (kept !== null) {
          const { thumbprint } = kept.facts
          throw new WarifuError('certificate-already-uploaded', { certificateId: kept.id, thumbprint })
        }
        return show(await workspace.perform(keepAct(context, upload, identity, mended)))
      })
    },

    put: async (id, ifMatch, given) => {
      const identity = await inspectUpload(context, given)
      const upload = await withOwnPassword(context, given, identity)
      return context.change(topics, async () => {
        const created = await putCertificate(context, { id, ifMatch, upload, identity })
        return { entity: show(storedCertificate(workspace, id)), created }
      })
    },

    replace: async (id, ifMatch, given) => {
      const identity = await inspectUpload(context, given)
      const upload = await withOwnPassword(context, given, identity)
      return context.change(topics, async () => {
        const old = storedCertificate(workspace, id)
        requireMatch(old.etag, ifMatch)
        const kept = await replaceCertificate(context, old, upload, identity)
        return show(storedCertificate(workspace, kept.id))
      })
    },

    rollBack: (id, ifMatch) =>
      context.change(topics, async () => {
        const old = storedCertificate(workspace, id)
        requireMatch(old.etag, ifMatch)
        await rollBackReplacement(context, old)
        return show(storedCertificate(workspace, id))
      }),

    keepsFile: (id, file) => keepsFile(workspace, id, file),

    handOver: handOver(context),

    delete: (id, ifMatch) =>
      context.change(topics, async () => {
        const certificate = storedCertificate(workspace, id)
        requireMatch(certificate.etag, ifMatch)
        const { apis, others } = policyReader.usage().ofCertificate(namedCertificate(certificate))
        if (apis.length + others.length > 0) throw new WarifuError('certificate-in-use', { apis, others })
        await deleteCertificate(workspace, certificate, context.door)
      }),
  }
}
