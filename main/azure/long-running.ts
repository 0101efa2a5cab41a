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
  let place = placeIn(begun)
  while (answer.status === 202 || (place?.tellsState === true && isRunning(answer))) {
    const url = place === null ? null : URL.parse(place.link, client.endpoint.href)
    if (url?.origin !== client.endpoint.origin) throw unusable(client.endpoint, answer.status, 'foreign-link')
    if (now().getTime() > deadline) {
      throw new WarifuError('azure-unavailable', { host: client.endpoint.host, status: answer.status })
    }
    const waitMs = readRetryAfter(answer.headers, now()) ?? defaultWaitMs
    await delay(waitMs, undefined, { signal: context.signal() }).catch(() => {
      throw new WarifuError('cancelled', {})
    })
    answer = await client.read({ method: 'GET', path: `${url.pathname}${url.search}` }, context.signal())
    // The answers after the first need not name the place again.
    place = placeIn(answer) ?? place
  }
  refuseFailed(answer)
}

/** Where more is told: of the work's state in the body, or by status alone. */
const placeIn = ({ headers }: ArmAnswer): { link: string; tellsState: boolean } | null => {
  const operation = headers.get('azure-asyncoperation')
  const link = operation ?? headers.get('location')
  return link === null ? null : { link, tellsState: operation !== null }
}

const isRunning = ({ body }: ArmAnswer): boolean =>
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
