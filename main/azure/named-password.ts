/** A back end's password as a named value of the service, marked secret: it never stands in the policy. */
import { WarifuError } from '../warifu-error.ts'
import { etagOf, segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import { untilDone } from './long-running.ts'

/**
 * Keeps the password, or makes sure that there is one when `password` is null. Fails with `request-invalid` when there
 * is none. @returns how the policy names it
 */
export const basicPassword = async (
  context: AzureContext,
  apiId: string,
  password: string | null,
): Promise<string> => {
  const name = `basic-${apiId.replace(/[^\w.-]/g, '-')}`
  const path = `/namedValues/${segment(name)}`
  const before = await context.find(path)
  if (password === null) {
    if (before === null) throw new WarifuError('request-invalid', { field: 'password' })
    return `{{${name}}}`
  }
  const written = await context.write({
    ...{ method: 'PUT', path },
    ...(before === null ? {} : { ifMatch: etagOf(context, before) }),
    body: { properties: { displayName: name, value: password, secret: true } },
    // A secret cannot be read back; that the entity has changed is all that can be seen.
    settled: async () => {
      const found = await context.find(path)
      return found === null || found.etag === before?.etag ? null : found
    },
  })
  await untilDone(context, written)
  return `{{${name}}}`
}
