/** A certificate that the service fetches from an Azure Key Vault by itself: only where it lies is written. */
import { WarifuError } from '../warifu-error.ts'
import { segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { certificateEntity } from './entities.ts'
import { untilDone } from './long-running.ts'

/**
 * Fails with `azure-refused` where the service's identity may not read the secret, and with `changed-meanwhile` when
 * something else has the id now.
 */
export const writeKeyVaultCertificate = async (
  context: AzureContext,
  id: string,
  secretIdentifier: string,
): Promise<void> => {
  const path = `/certificates/${segment(id)}`
  const written = await context.write({
    ...{ method: 'PUT', path },
    body: { properties: { keyVault: { secretIdentifier } } },
    settled: async () => {
      const found = await context.find(path)
      if (found === null) return null
      const { keyVault } = context.parse(found, certificateEntity).properties
      if (keyVault?.secretIdentifier === secretIdentifier) return found
      throw new WarifuError('changed-meanwhile', {})
    },
  })
  await untilDone(context, written)
}
