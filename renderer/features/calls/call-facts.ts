/** What one reads off calls: which match a filter, which failed, how long they took. */
import type { GatewayCall } from '../../../preload/contract/gateway.ts'
import type { OperationReference } from '../../../preload/contract/operations.ts'

export interface CallFilter {
  /** Matches path, method, status, the operation's name, subject or thumbprint. */
  text: string
  /** `all`, `none` for calls that no API matched, or an API's id. */
  api: string
  /** `all`, or an operation's id in that API. */
  operation: string
  onlyFailed: boolean
}

export const everything: CallFilter = { text: '', api: 'all', operation: 'all', onlyFailed: false }

/** As the tallies count: the gateway answered for itself, or 5xx. */
export const hasFailed = ({ error, status }: GatewayCall): boolean => error !== null || status >= 500

export function matches(call: GatewayCall, { text, api, operation, onlyFailed }: CallFilter): boolean {
  if (onlyFailed && !hasFailed(call)) return false
  if (api !== 'all' && (call.apiId ?? 'none') !== api) return false
  if (operation !== 'all' && call.operation?.id !== operation) return false
  const words = text.trim().toLowerCase()
  if (words === '') return true
  const { method, path, status, presented, error } = call
  const thumbprint = words.replace(/[\s:]/g, '')
  return (
    `${method} ${path}`.toLowerCase().includes(words) ||
    String(status) === words ||
    call.operation?.displayName.toLowerCase().includes(words) === true ||
    error?.code.toLowerCase().includes(words) === true ||
    presented?.subject.toLowerCase().includes(words) === true ||
    presented?.thumbprint.toLowerCase().includes(thumbprint) === true
  )
}

/** Those of an API that the calls at hand met, by name. */
export function operationsIn(calls: readonly GatewayCall[], api: string): OperationReference[] {
  const found = new Map<string, OperationReference>()
  for (const { apiId, operation } of calls) if (apiId === api && operation) found.set(operation.id, operation)
  return [...found.values()].sort((one, other) => one.displayName.localeCompare(other.displayName))
}

/** As many bars as a small chart has room for. */
export const chartCalls = 48

export interface Latency {
  /** Oldest first. */
  bars: readonly { durationMs: number; failed: boolean }[]
  medianMs: number
  slowestMs: number
}

/** Of the newest calls of one API; null when there are none. */
export function latencyOf(calls: readonly GatewayCall[]): Latency | null {
  const newest = calls.slice(-chartCalls)
  if (newest.length === 0) return null
  const sorted = newest.map(({ durationMs }) => durationMs).toSorted((one, other) => one - other)
  return {
    bars: newest.map((call) => ({ durationMs: call.durationMs, failed: hasFailed(call) })),
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    slowestMs: sorted.at(-1) ?? 0,
  }
}

/** Two figures that count: `0.42`, `4.2`, `420`. */
export const roundMs = (ms: number): number => (ms >= 10 ? Math.round(ms) : Number(ms.toPrecision(2)))
