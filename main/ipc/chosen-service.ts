/** The service behind the window's screens: that of the chosen connection, asked anew for each request. */
import type { AzureService } from '../azure/azure-service.ts'
import type { EmbeddedService, ManagementService } from '../management/service.ts'
import { WarifuError } from '../warifu-error.ts'

export interface ChosenService extends ManagementService {
  /** For what only the workspace can. Fails with `not-offered-by-connection` while another connection is chosen. */
  workspace(): EmbeddedService
  /** For what only a connected service can; fails in the same way. */
  azure(): AzureService
}

/** @param connected null while the workspace is chosen */
export const chosenService = (
  embedded: EmbeddedService,
  connected: () => AzureService | null,
): ChosenService => {
  const current = (): ManagementService => connected() ?? embedded
  return {
    get certificates() {
      return current().certificates
    },
    get apis() {
      return current().apis
    },
    get operations() {
      return current().operations
    },
    get policies() {
      return current().policies
    },
    workspace: () => {
      if (connected() !== null) throw new WarifuError('not-offered-by-connection', {})
      return embedded
    },
    azure: () => {
      const service = connected()
      if (service === null) throw new WarifuError('not-offered-by-connection', {})
      return service
    },
  }
}
