/** Checks what an administrator says of an API before any of it is kept. */
import { readCertificateAuthorities } from '../certificates/certificate-authorities.ts'
import { certificateFacts } from '../certificates/certificate-facts.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredTrust } from '../workspace/apis-table.ts'
import type { ApiProperties } from './service.ts'

/** Segments that change meaning on the way through a URL parser. */
const dotSegments: readonly string[] = ['.', '..', '%2e', '%2e%2e', '.%2e', '%2e.']

/** RFC 3986 `pchar`, and letters beyond ASCII as people write them. */
const segment = /^(?:[\p{L}\p{N}\p{M}\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/u

/** Ids of the caller's: what a policy can name in `{{basic-<id>}}`, and no more than Azure allows (80 characters). */
export const chosenId = /^[\w.-]{1,80}$/

/** Without slashes at either end; empty for the root. Fails with `request-invalid`. */
export const normalisePath = (path: string): string => {
  const segments = path.trim().split('/').filter(Boolean)
  const usable = (part: string) => segment.test(part) && !dotSegments.includes(part.toLowerCase())
  if (!segments.every(usable)) throw new WarifuError('request-invalid', { field: 'path' })
  return segments.join('/').normalize('NFC')
}

/** An http or https base URL without credentials, query or fragment. Fails with `service-url-invalid`. */
export const normaliseServiceUrl = (text: string): string => {
  const refuse = () => new WarifuError('service-url-invalid', { url: withoutUserInfo(text) })
  const url = URL.parse(text.trim())
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') throw refuse()
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) throw refuse()
  return url.href.replace(/\/$/, '')
}

/** A password typed into a URL must not come back in an error. */
const withoutUserInfo = (url: string): string => url.replace(/\/\/[^/]*@/, '//…@')

export const normaliseDisplayName = (name: string): string => {
  const trimmed = name.trim()
  if (trimmed === '') throw new WarifuError('request-invalid', { field: 'displayName' })
  return trimmed
}

/** Reads the authorities now, so that the gateway never meets one it cannot. Fails with `certificate-authority-invalid`. */
export const readTrust = (trust: ApiProperties['trust']): StoredTrust | null => {
  if (trust === null) return null
  const authorities = readCertificateAuthorities(Buffer.from(trust.pem))
  return { name: trust.name, pem: trust.pem, certificates: authorities.map((der) => certificateFacts(der)) }
}
