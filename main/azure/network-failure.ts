/** Why `fetch` had no answer, by the codes of Node and undici. */
import { WarifuError } from '../warifu-error.ts'

/** No connection came about, so nothing of the request was sent. */
const beforeSending: ReadonlySet<string> = new Set([
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])

export interface NoAnswer {
  failure: WarifuError
  /** False: the request may have been carried out. */
  unsent: boolean
}

export const noAnswer = (host: string, error: unknown): NoAnswer => {
  const reason = codeOf(error)
  return {
    failure: new WarifuError('azure-unreachable', { host, reason }),
    unsent: beforeSending.has(reason),
  }
}

/** undici wraps what happened in one or two `cause`s; several addresses make an AggregateError. */
const codeOf = (error: unknown): string => {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'ETIMEDOUT'
  if (!(error instanceof Error)) return 'unknown'
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (cause !== undefined) return codeOf(cause)
  if (typeof code === 'string') return code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : 'unknown'
}
