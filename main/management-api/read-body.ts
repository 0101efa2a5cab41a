/** Guards what a request may bring: JSON of a bounded size, read whole before anything is decided. */
import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { invalid, RestFailure } from './rest-failure.ts'

/** A PFX of 1 MiB in base64, or a policy of 1 MiB in JSON, with room for what stands around it. */
const longestBody = 2 * 1_048_576

const tooLarge = () =>
  new RestFailure(
    413,
    { code: 'RequestEntityTooLarge', message: `The body is larger than ${longestBody} bytes.` },
    { Connection: 'close' },
  )

/** @returns the parsed body, undefined for an empty one. Fails with 400, 413 or 415. */
export const readBody = async (request: IncomingMessage): Promise<unknown> => {
  if (Number(request.headers['content-length'] ?? 0) > longestBody) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestBody) throw tooLarge()
    chunks.push(chunk)
  }
  if (length === 0) return undefined
  // A form that a browser page posts without asking can only have other types.
  if (!/^application\/json(?:\s*;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new RestFailure(415, {
      code: 'UnsupportedMediaType',
      message: 'The body must be application/json.',
    })
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new RestFailure(400, { code: 'InvalidRequestContent', message: 'The body is not JSON.' })
  }
}

/** The body as the schema has it. Fails with 400 that names the first place that is not. */
export const parseBody = <Value>(schema: z.ZodType<Value>, body: unknown): Value => {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.filter((part) => part !== 'properties').join('.') ?? ''
  throw invalid(place === '' ? 'properties' : place, 'The value is missing, too long or of another type.')
}
