/** What main accepts as a connection, from the window and from its own file. Lengths and patterns are Azure's. */
import { z } from 'zod'
import { azureClouds } from './connections.ts'
import type { ConnectionAccess, ServicePlace } from './connections.ts'

export const signInSettings = z.strictObject({
  kind: z.literal('entra'),
  cloud: z.enum(azureClouds),
  tenant: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,252}$/i),
  clientId: z.string().regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i),
})

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A token goes over TLS, or does not leave this computer. */
const endpoint = z.string().refine((text) => {
  const url = URL.parse(text)
  if (url?.origin !== text) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
})

export const tokenAccess = z.strictObject({ kind: z.literal('token'), endpoint })

export const connectionAccess: z.ZodType<ConnectionAccess> = z.discriminatedUnion('kind', [
  signInSettings,
  tokenAccess,
])

export const servicePlace: z.ZodType<ServicePlace> = z.strictObject({
  subscriptionId: z.string().regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i),
  resourceGroup: z.string().regex(/^[^/\\?#%\p{Cc}]{1,90}$/u),
  service: z.string().regex(/^[a-z](?:[a-z0-9-]{0,48}[a-z0-9])?$/i),
})
