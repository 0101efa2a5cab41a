import type { CertificateName, ManagementService } from '../management/service.ts'
import { azureApis } from './azure-apis.ts'
import type { AzureApis } from './azure-apis.ts'
import { commonNameOf, thumbprintOf } from './azure-certificate.ts'
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
  let named: readonly CertificateName[] | null = null
  const context = createAzureContext({
    ...options,
    onChange: (topics) => {
      if (topics.includes('certificates')) named = null
      options.onChange(topics)
    },
  })
  const usage = createUsageKeeper(context)

  const certificates = async ({ fresh } = { fresh: false }): Promise<readonly CertificateName[]> => {
    if (named !== null && !fresh) return named
    const entities = await context.list('/certificates', certificateEntity)
    named = entities.map((entity) => ({
      ...{ id: entity.name, thumbprint: thumbprintOf(entity), commonName: commonNameOf(entity) },
    }))
    return named
  }

  return {
    certificates: azureCertificates(context, usage, () => certificates({ fresh: true })),
    apis: azureApis(context, usage, certificates),
    operations: azureOperations(context),
    policies: azurePolicies(context, usage, certificates),
    cancel: () => context.cancel(),
  }
}
