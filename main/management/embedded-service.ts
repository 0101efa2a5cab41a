import type { Workspace } from '../workspace/workspace.ts'
import { embeddedActivity } from './embedded-activity.ts'
import { embeddedApis } from './embedded-apis.ts'
import { embeddedBackup } from './embedded-backup.ts'
import { embeddedBin } from './embedded-bin.ts'
import { embeddedCertificates } from './embedded-certificates.ts'
import { createContext } from './embedded-context.ts'
import type { EmbeddedServiceOptions } from './embedded-context.ts'
import { embeddedGateway } from './embedded-gateway.ts'
import { embeddedOperations } from './embedded-operations.ts'
import { embeddedPolicies } from './embedded-policies.ts'
import type { EmbeddedService } from './service.ts'

/**
 * The management service of the embedded workspace. Every door (window, REST API, sample) has one of its own over
 * the same workspace, so that the record says by which door a change came; their changes take turns.
 */
export const createEmbeddedService = (
  workspace: Workspace,
  options: EmbeddedServiceOptions,
): EmbeddedService => {
  const context = createContext(workspace, options)
  return {
    certificates: embeddedCertificates(context),
    apis: embeddedApis(context),
    operations: embeddedOperations(context),
    policies: embeddedPolicies(context),
    bin: embeddedBin(context),
    gateway: embeddedGateway(context),
    activity: embeddedActivity(context),
    backup: embeddedBackup(context),
  }
}
