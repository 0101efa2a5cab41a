import type { ErrorCode, ErrorDetails, Failure } from '../preload/contract/errors.ts'

/**
 * An expected failure: a code of the closed list with the facts its sentence needs.
 *
 * The message is the code alone, so that nothing secret can ride along in a log or a stack trace.
 */
export class WarifuError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code
  readonly details: ErrorDetails[Code]

  constructor(code: Code, details: ErrorDetails[Code]) {
    super(code)
    this.name = 'WarifuError'
    this.code = code
    this.details = details
  }

  /** As it crosses a process boundary or the bridge. */
  toFailure(): Failure {
    // Code and details were paired by the constructor; the union cannot be rebuilt from the generic otherwise.
    return { code: this.code, details: this.details } as Failure
  }
}

/** Narrows whatever was thrown to an expected failure. */
export const isWarifuError = (error: unknown): error is WarifuError => error instanceof WarifuError
