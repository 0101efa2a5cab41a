/** Work that the service has taken on (202) and tells of elsewhere, until it is done. */
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { WarifuError } from '../warifu-error.ts'
import { unusable } from './arm-answer.ts'
import type { ArmAnswer } from './arm-answer.ts'
import type { AzureContext } from './azure-context.ts'
import { readRetryAfter } from './retry-after.ts'

/** What Azure's clients wait where the service does not say. */
const defaultWaitMs = 5_000
/** An API with a thousand operations is imported within a minute or two. */
const patienceMs = 600_000

const operation = z.object({
  status: z.string().optional(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

/** Fails with `azure-refused` when it failed, with `azure-unavailable` when it takes too long. */
export const untilDone = async (context: AzureContext, begun: ArmAnswer): Promise<void> => {
  const { client, now } = context
  const deadline = now().getTime() + patienceMs
  let answer = begun
  while (answer.status === 202 || isRunning(answer)) {
    const link = answer.headers.get('azure-asyncoperation') ?? answer.headers.get('location')
    const url = link === null ? null : URL.parse(link, client.endpoint.href)
    if (url?.origin !== client.endpoint.origin) throw unusable(client.endpoint, answer.status, 'foreign-link')
    if (now().getTime() > deadline) {
      throw new WarifuError('azure-unavailable', { host: client.endpoint.host, status: answer.status })
    }
    const waitMs = readRetryAfter(answer.headers, now()) ?? defaultWaitMs
    await delay(waitMs, undefined, { signal: context.signal() }).catch(() => {
      throw new WarifuError('cancelled', {})
    })
    const headers = answer.headers
    const next = await client.read({ method: 'GET', path: `${url.pathname}${url.search}` }, context.signal())
    // Only the first answer names the place where the others are.
    if (!next.headers.has('location') && !next.headers.has('azure-asyncoperation')) {
      next.headers.set('location', headers.get('azure-asyncoperation') ?? headers.get('location') ?? '')
    }
    answer = next
  }
  refuseFailed(answer)
}

const isRunning = ({ headers, body }: ArmAnswer): boolean =>
  headers.has('azure-asyncoperation') &&
  /^(?:running|inprogress|accepted|creating|updating)$/i.test(operation.safeParse(body).data?.status ?? '')

const refuseFailed = ({ status, body }: ArmAnswer): void => {
  const told = operation.safeParse(body).data
  if (told?.status === undefined || !/^(?:failed|canceled)$/i.test(told.status)) return
  const { code, message } = told.error ?? {}
  throw new WarifuError('azure-refused', {
    status,
    errorCode: code ?? told.status,
    message: message ?? told.status,
  })
}
