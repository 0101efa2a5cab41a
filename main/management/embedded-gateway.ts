import type { ActivityFacts } from '../../preload/contract/activity.ts'
import { serverContext } from '../certificates/server-context.ts'
import { openIdentity } from '../workspace/identities.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { storedCertificate } from './kept-certificate.ts'
import type { EmbeddedService } from './service.ts'

export const embeddedGateway = (context: EmbeddedContext): EmbeddedService['gateway'] => {
  const { workspace, decoder, door } = context
  return {
    httpsCertificateId: () => workspace.gatewayHttps.certificateId(),

    setHttps: (certificateId) =>
      context.change(['certificates'], async () => {
        const before = workspace.gatewayHttps.certificateId()
        if (certificateId === before) return
        if (certificateId !== null) {
          const { id } = storedCertificate(workspace, certificateId)
          serverContext(await openIdentity(workspace, decoder, id))
        }
        await workspace.perform({
          ...{ door, act: 'gateway-https-changed' },
          subject: { kind: 'workspace', id: workspace.id, name: '' },
          change: () => {
            workspace.gatewayHttps.set(certificateId)
            return {
              answer: null,
              before: record(workspace, before),
              after: record(workspace, certificateId),
            }
          },
        })
      }),
  }
}

const record = (workspace: Workspace, certificateId: string | null): ActivityFacts => {
  if (certificateId === null) return { scheme: 'http' }
  const facts = workspace.certificates.get(certificateId)?.facts
  const { subject = '', thumbprint = '' } = facts ?? {}
  return { scheme: 'https', certificateId, subject, thumbprint }
}
