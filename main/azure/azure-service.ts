import type { NamedCertificate } from '../policy/credentials.ts'
import type { ManagementService } from '../management/service.ts'
import { azureApis } from './azure-apis.ts'
import type { AzureApis } from './azure-apis.ts'
import { thumbprintOf } from './azure-certificate.ts'
import { azureCertificates } from './azure-certificates.ts'
import type { AzureCertificates } from './azure-certificates.ts'
import { createAzureContext } from './azure-context.ts'
import type { AzureServiceOptions } from './azure-context.ts'
import { azureOperations } from './azure-operations.ts'
import { azurePolicies } from './azure-policies.ts'
import { certificateEntity } from './entities.ts'
import { createUsageKeeper } from './usage-keeper.ts'

/** What a connected service can beyond what every management service can. */
export interface AzureService extends ManagementService {
  certificates: AzureCertificates
  apis: AzureApis
  /** Ends whatever is under way with `cancelled`; a write that was sent may have been carried out. */
  cancel(): void
}

/** The management service that an Azure API Management service is. */
export const createAzureService = (options: AzureServiceOptions): AzureService => {
  let named: readonly NamedCertificate[] | null = null
  const context = createAzureContext({
    ...options,
    onChange: (topics) => {
      if (topics.includes('certificates')) named = null
      options.onChange(topics)
    },
  })
  const usage = createUsageKeeper(context)

  const certificates = async ({ fresh } = { fresh: false }): Promise<readonly NamedCertificate[]> => {
    if (named !== null && !fresh) return named
    const entities = await context.list('/certificates', certificateEntity)
    named = entities.map((entity) => ({ id: entity.name, thumbprint: thumbprintOf(entity) }))
    return named
  }

  return {
    certificates: azureCertificates(context, usage),
    apis: azureApis(context, usage, certificates),
    operations: azureOperations(context),
    policies: azurePolicies(context, usage, certificates),
    cancel: () => context.cancel(),
  }
}
