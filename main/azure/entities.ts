/** Azure API Management's entities as far as this program reads them (api-version 2024-05-01). */
import { z } from 'zod'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** Azure writes null where it could leave out. */
const optional = <Value>(schema: z.ZodType<Value>) =>
  schema.nullish().transform((value) => value ?? undefined)

const keyVault = z.object({
  secretIdentifier: text,
  lastStatus: optional(z.object({ code: text, message: text, timeStampUtc: text })),
})

export const certificateEntity = z.object({
  name: z.string(),
  properties: z.object({
    subject: text,
    thumbprint: text,
    expirationDate: text,
    keyVault: optional(keyVault),
  }),
})
export type CertificateEntity = z.infer<typeof certificateEntity>

export const apiEntity = z.object({
  name: z.string(),
  properties: z.object({
    displayName: text,
    path: text,
    serviceUrl: text,
    apiRevision: text,
    apiVersion: text,
    isCurrent: z.boolean().nullish(),
  }),
})
export type ApiEntity = z.infer<typeof apiEntity>

export const revisionEntity = z.object({
  apiRevision: z.string(),
  isCurrent: z.boolean().nullish(),
  isOnline: z.boolean().nullish(),
  description: text,
})

export const operationEntity = z.object({
  name: z.string(),
  properties: z.object({ displayName: text, method: text, urlTemplate: text, description: text }),
})

export type OperationEntity = z.infer<typeof operationEntity>

export const policyEntity = z.object({ properties: z.object({ value: z.string() }) })

export const productEntity = z.object({ name: z.string(), properties: z.object({ displayName: text }) })

export const fragmentEntity = z.object({ name: z.string() })

export const backendEntity = z.object({
  name: z.string(),
  properties: z.object({
    title: text,
    url: text,
    credentials: z
      .object({ certificateIds: z.array(z.string()).nullish(), certificate: z.array(z.string()).nullish() })
      .nullish(),
    pool: z.object({ services: z.array(z.object({ id: z.string() })).nullish() }).nullish(),
    properties: z
      .object({
        serviceFabricCluster: z
          .object({ clientCertificateId: text, clientCertificatethumbprint: text })
          .nullish(),
      })
      .nullish(),
  }),
})
export type BackendEntity = z.infer<typeof backendEntity>

export const namedValueEntity = z.object({
  properties: z.object({ displayName: z.string(), value: text, secret: z.boolean().nullish() }),
})

export const gatewayEntity = z.object({ name: z.string() })

export const gatewayHostEntity = z.object({
  name: z.string(),
  properties: z.object({ hostname: text, certificateId: text }),
})

/** The last segment of a resource's id. */
export const nameOf = (resourceId: string): string => resourceId.split('/').at(-1) ?? ''
