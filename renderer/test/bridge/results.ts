import type { ErrorCode, ErrorDetails, Failure, Result } from '../../../preload/contract/errors.ts'

export const good = <Value>(value: Value): Result<Value> => ({ ok: true, value })

export const fails = <Value>(error: Failure): Result<Value> => ({ ok: false, error })

export const failure = <Code extends ErrorCode>(code: Code, details: ErrorDetails[Code]): Failure =>
  ({ code, details }) as Failure
