/**
 * Guards what is taken for an answer of Azure's: JSON of a bounded size, from the host that was asked.
 *
 * Between here and Azure there may be a proxy or a hotel's sign-in page that answers in its place, with any status.
 */
import { WarifuError } from '../warifu-error.ts'

export interface ArmAnswer {
  status: number
  /** As it stands in the header, with its quotes; null where there is none. */
  etag: string | null
  headers: Headers
  /** Parsed JSON; undefined where there is none. */
  body: unknown
}

export type UnusableReason = 'html' | 'not-json' | 'other-shape' | 'redirected' | 'too-large' | 'foreign-link'

/** A hundred policies of 256 KiB each, the largest page that the contract allows, with room. */
const largestAnswer = 33_554_432

export const unusable = (url: URL, status: number, reason: UnusableReason): WarifuError =>
  new WarifuError('azure-answer-unusable', { host: url.host, status, reason })

/** Reads the whole answer. Fails with `azure-answer-unusable`; a cut connection throws as `fetch` does. */
export const readAnswer = async (url: URL, response: Response): Promise<ArmAnswer> => {
  const { status, headers } = response
  // A token must not follow to wherever somebody points, and ARM itself redirects nowhere.
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    throw unusable(url, status, 'redirected')
  }
  const text = await readText(url, response)
  return { status, headers, etag: headers.get('etag'), body: parse(url, response, text) }
}

const readText = async (url: URL, response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > largestAnswer) throw unusable(url, response.status, 'too-large')
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

const parse = (url: URL, { status, headers }: Response, text: string): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    // A failing server or a gateway before it may say so in HTML; what its status says is enough then.
    if (status >= 500) return undefined
    const html = (headers.get('content-type') ?? '').includes('html') || text.trimStart().startsWith('<')
    throw unusable(url, status, html ? 'html' : 'not-json')
  }
}
