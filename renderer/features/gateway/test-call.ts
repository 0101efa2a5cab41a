/** A test call's answer, made readable without changing what it says. */
import { tlsAlerts, type TestCallAnswer, type TlsAlert } from '../../../preload/contract/gateway.ts'

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

export type Method = (typeof methods)[number]

/** RFC 9110: these have no content of their own to send. */
export const sendsNoBody = (method: Method): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

export interface HeaderRow {
  name: string
  value: string
}

/** RFC 9110, section 5.6.2: the characters of a field name. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

export type HeaderProblem = 'header-name' | 'header-value'

/** What keeps a row from being sent; an empty row is simply not sent. */
export function headerProblem({ name, value }: HeaderRow): HeaderProblem | null {
  if (name === '' && value === '') return null
  if (!token.test(name)) return 'header-name'
  // RFC 9110, section 5.5: these would end the field early.
  return ['\r', '\n', '\0'].some((control) => value.includes(control)) ? 'header-value' : null
}

export const sentHeaders = (rows: readonly HeaderRow[]): [string, string][] =>
  rows.filter(({ name }) => name !== '').map(({ name, value }) => [name, value])

const headerOf = (answer: TestCallAnswer, wanted: string): string | null =>
  answer.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null

export interface GatewayReason {
  code: string
  detail: string | null
  alert: TlsAlert | null
}

/** The gateway's own reason, when it answered in the back end's place. */
export function gatewayError(answer: TestCallAnswer): GatewayReason | null {
  const code = headerOf(answer, 'warifu-error')
  if (code === null) return null
  const { detail, alert } = reasonIn(answer.body)
  return {
    code,
    detail: typeof detail === 'string' ? detail : null,
    alert: tlsAlerts.find((known) => known === alert) ?? null,
  }
}

function reasonIn(body: string | null): { detail?: unknown; alert?: unknown } {
  try {
    const { error } = JSON.parse(body ?? '') as { error?: { detail?: unknown; alert?: unknown } }
    return error ?? {}
  } catch {
    return {}
  }
}

export const isJson = (answer: TestCallAnswer): boolean =>
  /^application\/(?:[\w.+-]*\+)?json\b/i.test(headerOf(answer, 'content-type') ?? '')

/** The body as shown: JSON indented when it is JSON (every number and string exactly as sent), else as it is. */
export function shownBody(answer: TestCallAnswer): string | null {
  return answer.body !== null && isJson(answer) ? indentJson(answer.body) : answer.body
}

/**
 * Indents JSON text by its brackets and commas. `JSON.stringify(JSON.parse(…))` would round long numbers and drop
 * repeated keys, and a console must not change what a back end said. Text that is not JSON comes back as it is.
 */
export function indentJson(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  let depth = 0
  const line = (): string => `\n${'  '.repeat(depth)}`
  return text.replace(/"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|\s+/g, (part) => {
    if (part === '{' || part === '[') {
      depth += 1
      return part + line()
    }
    if (part === '}' || part === ']') {
      depth -= 1
      return line() + part
    }
    if (part === ',') return part + line()
    if (part === ':') return ': '
    if (/^\s/.test(part)) return ''
    return part.startsWith('"') ? part : part.replace(/\s/g, '')
  })
}
