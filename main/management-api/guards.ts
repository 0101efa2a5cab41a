/**
 * Guards the REST API before anything of a request is looked at.
 *
 * It listens on the loopback address only, but so does every page in a browser on this machine reach it: a request
 * with another `Host` came through a rebound DNS name, one with `Origin` or `Sec-Fetch-Site` from a browser. Both
 * are refused, whatever token they bring.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { BearerToken } from './bearer-token.ts'
import type { RateLimit } from './rate-limit.ts'
import { RestFailure } from './rest-failure.ts'

export interface Guards {
  token: BearerToken
  /** For requests with the token, and for those without: guessing must not lock out whoever has it. */
  limits: { known: RateLimit; unknown: RateLimit }
}

/** @param port where the server listens. Fails with 401, 403, 421 or 429. */
export const admit = ({ token, limits }: Guards, headers: IncomingHttpHeaders, port: number): void => {
  const host = headers.host ?? ''
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new RestFailure(421, {
      code: 'MisdirectedRequest',
      message: 'This is not the host that was asked for.',
    })
  }
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    throw new RestFailure(403, {
      code: 'AuthorizationFailed',
      message: 'Pages in a browser may not ask here.',
    })
  }
  const known = token.opens(headers.authorization)
  const passage = (known ? limits.known : limits.unknown).take()
  if (!passage.allowed) {
    throw new RestFailure(
      429,
      { code: 'TooManyRequests', message: 'The request is being throttled.' },
      { 'Retry-After': String(passage.retryAfter) },
    )
  }
  if (!known) {
    throw new RestFailure(
      401,
      {
        code: 'AuthenticationFailed',
        message: "The 'Authorization' header has no token that is valid here.",
      },
      { 'WWW-Authenticate': 'Bearer' },
    )
  }
}
