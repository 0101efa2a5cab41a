/** What is in a backup. It is checked when it is read back: the file comes from outside. */
import { z } from 'zod'
import { gatewaySettings } from '../../preload/contract/schemas.ts'
import { WarifuError } from '../warifu-error.ts'

const replacedSchema = z.object({ by: z.string(), at: z.string(), apiIds: z.array(z.string()) })

const certificateSchema = z.object({
  id: z.string().min(1),
  pfx: z.base64(),
  password: z.string(),
  commonName: z.string(),
  thumbprint: z.string(),
  sha256Thumbprint: z.string().regex(/^[0-9A-F]{64}$/),
  notAfter: z.string(),
  fileName: z.string().nullable(),
  uploadedAt: z.string(),
  replaced: replacedSchema.nullable(),
})

const operationSchema = z.object({
  id: z.string().min(1),
  displayName: z.string(),
  method: z.string(),
  urlTemplate: z.string(),
  description: z.string(),
  policy: z.string().nullable(),
})

const apiSchema = z.object({
  id: z.string().min(1),
  displayName: z.string(),
  path: z.string(),
  serviceUrl: z.string(),
  trust: z.object({ name: z.string(), pem: z.string() }).nullable(),
  /** Null: it keeps none. */
  policy: z.string().nullable(),
  /** Files of earlier versions do not have them. */
  operations: z.array(operationSchema).default([]),
  basicPassword: z.string().nullable(),
  /** Files of earlier versions do not have it. */
  gateway: gatewaySettings.nullable().default(null),
})

const contentSchema = z.object({
  createdAt: z.string(),
  createdBy: z.string(),
  certificates: z.array(certificateSchema),
  apis: z.array(apiSchema),
  /** Null: there was none, or the file is of an earlier version. */
  allApisPolicy: z.string().nullable().default(null),
  /** By which of the certificates the gateway answers HTTPS; null: it answers HTTP, or the file is of an earlier version. */
  gatewayHttps: z.string().nullable().default(null),
  /** Whatever the caller gave; it checks them itself when it gets them back. */
  preferences: z.record(z.string(), z.unknown()).nullable(),
})

export type BackupContent = z.infer<typeof contentSchema>
export type ContentCertificate = z.infer<typeof certificateSchema>
export type ContentOperation = z.infer<typeof operationSchema>
export type ContentApi = z.infer<typeof apiSchema>

export const toBytes = (content: BackupContent): Buffer => Buffer.from(JSON.stringify(content))

/** Overwrites the bytes. Fails with `backup-damaged` when they are not what `toBytes` writes. */
export const fromBytes = (bytes: Buffer): BackupContent => {
  try {
    return contentSchema.parse(JSON.parse(bytes.toString()))
  } catch (error) {
    const reason = error instanceof z.ZodError ? (error.issues[0]?.path.join('.') ?? '') : 'JSON'
    throw new WarifuError('backup-damaged', { reason })
  } finally {
    bytes.fill(0)
  }
}
