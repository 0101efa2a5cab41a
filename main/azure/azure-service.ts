import type { ManagementService } from '../management/service.ts'
import { azureApis } from './azure-apis.ts'
import type { AzureApis } from './azure-apis.ts'
import { azureCertificates } from './azure-certificates.ts'
import type { AzureCertificates } from './azure-certificates.ts'
import { createAzureContext } from './azure-context.ts'
import type { AzureContext, AzureServiceOptions } from './azure-context.ts'
import { azureOperations } from './azure-operations.ts'
import { azurePolicies } from './azure-policies.ts'
import { createCertificateNames } from './certificate-names.ts'
import { createUsageKeeper } from './usage-keeper.ts'

/** What a connected service can beyond what every management service can. */
export interface AzureService extends ManagementService {
  certificates: AzureCertificates
  apis: AzureApis
  /** Ends whatever is under way with `cancelled`; a write that was sent may have been carried out. */
  cancel(): void
  /** The same service with what is known of it, for work that is ended by itself. */
  apart(): AzureService
}

/** The management service that an Azure API Management service is. */
export const createAzureService = (options: AzureServiceOptions): AzureService => {
  const first = createAzureContext(options)
  const usage = createUsageKeeper(first)
  const names = createCertificateNames(options.now)

  const over = (context: AzureContext): AzureService => {
    const named = names.over(context)
    return {
      certificates: azureCertificates(context, usage, named),
      apis: azureApis(context, usage, () => named.known()),
      operations: azureOperations(context),
      policies: azurePolicies(context, usage, named),
      cancel: () => context.cancel(),
      apart: () => over(createAzureContext(options)),
    }
  }
  return over(first)
}
