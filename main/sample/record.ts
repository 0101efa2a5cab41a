/** What the sample remembers of itself, in `sample.json` beside its files: it is installed while this can be read. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const recordSchema = z.object({
  apiId: z.string(),
  /** Every port its back end has listened on; the last one is in use. */
  ports: z.array(z.int().min(1).max(65_535)).min(1),
  /** SHA-256 thumbprints of its client certificates, to know them again among those uploaded. */
  thumbprints: z.array(z.string()),
})

export type SampleRecord = z.infer<typeof recordSchema>

const fileName = 'sample.json'

/** Null when there is none; one that is damaged is none, since nothing in it cannot be made again. */
export const readRecord = async (folder: string): Promise<SampleRecord | null> => {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(folder, fileName), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Appears complete or not at all. */
export const writeRecord = async (folder: string, record: SampleRecord): Promise<void> => {
  const path = join(folder, fileName)
  await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

export const serviceUrlAt = (port: number): string => `https://127.0.0.1:${port}`

/** The address of the back end, wherever it listened last. */
export const currentServiceUrl = ({ ports }: SampleRecord): string => serviceUrlAt(ports.at(-1) ?? 0)

/** False once the administrator has pointed the API elsewhere: then it is theirs. */
export const isSampleUrl = ({ ports }: SampleRecord, serviceUrl: string): boolean =>
  ports.some((port) => new URL(serviceUrl).href === new URL(serviceUrlAt(port)).href)
