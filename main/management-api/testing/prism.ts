/**
 * For `npm run test:prism`: the specs' exchanges pass through Prism, which says in a header what in them breaks
 * Microsoft's contract, and are written down for the command.
 */
import { appendFileSync } from 'node:fs'
import { isInContract } from './contract.ts'
import type { Exchange } from './contract.ts'

export interface PrismProxy {
  /** Where it listens. */
  port: number
  /** Where it expects the REST API. */
  upstreamPort: number
  /** A file to which one line of JSON is added per exchange, a `JudgedExchange`. */
  report: string
}

export interface JudgedExchange {
  method: string
  path: string
  status: number
  violations: string[]
}

/** How the command tells the specs of it. */
export const prismVariable = 'WARIFU_PRISM'

/** Null: nobody watches. */
export const prismProxy = (): PrismProxy | null =>
  JSON.parse(process.env[prismVariable] ?? 'null') as PrismProxy | null

/**
 * Whether Prism can judge it. To the answer of a HEAD it says that it has no body where its headers promise JSON, as
 * they must (RFC 9110, 9.3.2), and it tells paths apart by their case, which Azure does not.
 */
export const isForPrism = (method: string, path: string): boolean =>
  method !== 'HEAD' && path.includes('/resourceGroups/') && isInContract(method, path)

/** Writes an exchange down with what Prism found in it. */
export const report = ({ report: file }: PrismProxy, { method, path, answer }: Exchange): void => {
  const header = answer.headers['sl-violations']
  const found = JSON.parse(typeof header === 'string' ? header : '[]') as PrismViolation[]
  const judged: JudgedExchange = {
    ...{ method, path, status: answer.status },
    violations: found
      // The specs ask for much that must be refused, and is.
      .filter(({ location: [side] }) => side !== 'request' || answer.status < 300)
      .map(({ location, message }) => `${location.join('.')}: ${message}`),
  }
  appendFileSync(file, `${JSON.stringify(judged)}\n`)
}

interface PrismViolation {
  location: string[]
  message: string
}
