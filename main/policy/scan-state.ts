/** What every part of the scanner shares: the text, what was found wrong in it, and where expressions end. */
import { expressionEnd, startsExpression } from './expression.ts'
import type { Finding, Span } from './nodes.ts'

/** What is passed from one piece of text to the next. */
export interface ScanState {
  readonly text: string
  readonly findings: Finding[]
  /** Each failed look for an expression's end may read the whole text; a bound keeps the scan linear. */
  expressionsLeftToFail: number
  /** The first `&` at or behind the last place asked about, so that looking for it stays linear. */
  nextAmpersand: number
}

const mostFailedExpressions = 8

export const beginScan = (text: string): ScanState => ({
  text,
  findings: [],
  expressionsLeftToFail: mostFailedExpressions,
  nextAmpersand: text.indexOf('&'),
})

/** The place behind the expression that starts at `at`; null when none does, or when nothing closes it. */
export function scanExpression(state: ScanState, at: number): number | null {
  if (!startsExpression(state.text, at)) return null
  const end = state.expressionsLeftToFail > 0 ? expressionEnd(state.text, at) : -1
  if (end !== -1) return end
  state.expressionsLeftToFail -= 1
  state.findings.push(
    error('expression-not-closed', { start: at, end: at + 2 }, state.text.slice(at, at + 2)),
  )
  return null
}

const reference = /&(?:lt|gt|amp|apos|quot|#[0-9]+|#x[0-9a-fA-F]+);/y

/** Warns of every `&` in the span that begins no reference XML knows (`rawxml` takes it as it stands). */
export function checkReferences(state: ScanState, { start, end }: Span): void {
  const { text } = state
  if (state.nextAmpersand !== -1 && state.nextAmpersand < start)
    state.nextAmpersand = text.indexOf('&', start)
  while (state.nextAmpersand !== -1 && state.nextAmpersand < end) {
    const at = state.nextAmpersand
    reference.lastIndex = at
    if (!reference.test(text))
      state.findings.push(warning('malformed-reference', { start: at, end: at + 1 }, '&'))
    state.nextAmpersand = text.indexOf('&', at + 1)
  }
}

export const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t'

export const isNameEnd = (character: string | undefined): boolean =>
  character === undefined || isSpace(character) || '/><="\''.includes(character)

export const error = (code: Finding['code'], span: Span, subject: string): Finding => ({
  severity: 'error',
  code,
  span,
  subject,
})

export const warning = (code: Finding['code'], span: Span, subject: string): Finding => ({
  severity: 'warning',
  code,
  span,
  subject,
})
