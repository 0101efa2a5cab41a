/** What an answer of Azure's means when it is not a success. Goes by status and code; sentences only explain. */
import { z } from 'zod'
import { WarifuError } from '../warifu-error.ts'
import type { ArmAnswer } from './arm-answer.ts'

const detail = z.object({ code: z.string().nullish(), message: z.string().nullish() })
const envelope = z.object({
  error: detail.extend({ details: z.array(detail).nullish() }),
})

/** Azure refuses tokens from five minutes off; a clock that is further off explains the refusal. */
const clockToleranceMs = 300_000

/** Enough for what is wrong with a policy, too little to fill a window. */
const longestMessage = 600

/** `does not have authorization to perform action 'X' over scope 'Y'`: the one place that tells which right it is. */
const missingRight = /perform action '([^']+)' over scope '([^']+)'/

/** The host only for what nobody answered; `now` tells whether this computer's clock is right. */
export const failureOf = (answer: ArmAnswer, host: string, now: Date): WarifuError => {
  const { status } = answer
  const message = messageOf(answer)
  if (status === 401) return clockFailure(answer, now) ?? new WarifuError('not-signed-in', {})
  if (status === 412) return new WarifuError('changed-meanwhile', {})
  if (status === 429) return new WarifuError('azure-busy', { host, seconds: 0 })
  if (status >= 500) return new WarifuError('azure-unavailable', { host, status })
  const right = status === 403 ? missingRight.exec(message) : null
  if (right !== null) {
    return new WarifuError('azure-right-missing', { action: right[1] ?? '', scope: right[2] ?? '' })
  }
  return new WarifuError('azure-refused', {
    ...{ status, errorCode: errorCodeOf(answer) },
    message: message === '' ? `HTTP ${status}` : message,
  })
}

/** `ValidationError` and the like; empty where the answer has none. */
const errorCodeOf = ({ body }: ArmAnswer): string => envelope.safeParse(body).data?.error.code ?? ''

/** The service's own words, with those of its details that say more; empty where it has none. */
const messageOf = ({ body }: ArmAnswer): string => {
  const error = envelope.safeParse(body).data?.error
  if (error === undefined) return ''
  const messages = [error, ...(error.details ?? [])].flatMap(({ message, code }) => message ?? code ?? [])
  const said = [...new Set(messages)].join(' ').replace(/\s+/g, ' ').trim()
  return said.length > longestMessage ? `${said.slice(0, longestMessage)}…` : said
}

const clockFailure = ({ headers }: ArmAnswer, now: Date): WarifuError | null => {
  const theirs = Date.parse(headers.get('date') ?? '')
  const off = Math.abs(now.getTime() - theirs)
  return Number.isNaN(theirs) || off <= clockToleranceMs
    ? null
    : new WarifuError('clock-wrong', { minutes: Math.round(off / 60_000) })
}
