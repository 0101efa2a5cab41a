import type { Workspace } from '../workspace/workspace.ts'
import { embeddedApis } from './embedded-apis.ts'
import { embeddedCertificates } from './embedded-certificates.ts'
import { createContext } from './embedded-context.ts'
import type { EmbeddedServiceOptions } from './embedded-context.ts'
import { embeddedPolicies } from './embedded-policies.ts'
import type { ManagementService } from './service.ts'

/**
 * The management service of the embedded workspace. Every door (window, REST API, sample) has one of its own over
 * the same workspace, so that the record says by which door a change came; their changes take turns.
 */
export const createEmbeddedService = (
  workspace: Workspace,
  options: EmbeddedServiceOptions,
): ManagementService => {
  const context = createContext(workspace, options)
  return {
    certificates: embeddedCertificates(context),
    apis: embeddedApis(context),
    policies: embeddedPolicies(context),
  }
}
