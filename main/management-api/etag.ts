/** Entity tags as HTTP writes them (RFC 9110, 8.8.3 and 13.1.1) and as the service knows them: without quotes. */
import { RestFailure } from './rest-failure.ts'

export const writeEtag = (etag: string): string => `"${etag}"`

/**
 * What `If-Match` asks for, `'*'` for anything; null where it is absent. Of a list the service cannot be asked, so
 * it is refused rather than read in part.
 */
export const readIfMatch = (header: string | undefined): string | null => {
  const value = header?.trim() ?? ''
  if (value === '') return null
  if (value === '*') return '*'
  const match = /^(?:W\/)?"([^",]*)"$|^([^",\s]+)$/.exec(value)
  const etag = match?.[1] ?? match?.[2]
  if (etag === undefined) {
    throw new RestFailure(400, { code: 'InvalidHeaderValue', message: 'If-Match must be one ETag, or *.' })
  }
  // `*` in quotes is a tag that nothing has, not "anything".
  return etag === '*' ? '"*"' : etag
}
