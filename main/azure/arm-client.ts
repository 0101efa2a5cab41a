/**
 * Azure Resource Manager over `fetch`: one request at a time is sent until it is answered, waits as it is asked to,
 * and never writes twice.
 *
 * Guards the estate against the network. What was throttled or refused was not carried out and may be repeated; a
 * write whose answer was lost may have been, so whoever writes says how to see it in force (`settled`), and that is
 * asked before the write is sent again.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { createSlots } from './slots.ts'
import { readAnswer, unusable } from './arm-answer.ts'
import type { ArmAnswer } from './arm-answer.ts'
import { failureOf } from './arm-failure.ts'
import { noAnswer } from './network-failure.ts'
import { backOff, longestWaitMs, readRetryAfter } from './retry-after.ts'
import type { TokenSource } from './token-source.ts'

export const apiVersion = '2024-05-01'

export interface ArmClientOptions {
  /** Origin of Azure Resource Manager, or of whatever speaks its language. */
  endpoint: URL
  tokens: TokenSource
  /** Told before a wait that somebody asked for, with its length. */
  onWaiting?: (seconds: number) => void
  /** Told when a request failed because a person must sign in (again). */
  onSignedOut?: () => void
  /** For one attempt, its answer's last byte included. An upload of 1 MiB over a slow line takes some 10 s. */
  attemptMs?: number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  now?: () => Date
}

export interface ArmRequest {
  method: 'GET' | 'HEAD'
  /** Below the endpoint, encoded. */
  path: string
  /** Beside the `api-version`. */
  query?: Readonly<Record<string, string>>
  version?: string
}

export interface ArmWrite extends Omit<ArmRequest, 'method'> {
  method: 'PUT' | 'PATCH' | 'DELETE' | 'POST'
  /** An ETag as the service gave it, or `*`; absent where something new is made. */
  ifMatch?: string
  body?: unknown
  /**
   * Asked after an answer was lost: how the service would have answered, when the write is seen to be in force; null
   * when it is seen not to be. Fails when somebody else has written.
   */
  settled: () => Promise<ArmAnswer | null>
}

export interface ArmClient {
  readonly endpoint: URL
  /** A success, or a `WarifuError`: `azure-…`, `not-signed-in`, `clock-wrong`, `changed-meanwhile`, `cancelled`. */
  read(request: ArmRequest, signal?: AbortSignal): Promise<ArmAnswer>
  /** As `read`; null where there is nothing (404). */
  find(request: ArmRequest, signal?: AbortSignal): Promise<ArmAnswer | null>
  /** As `read`, and `azure-write-uncertain` when the answer was lost and nobody can say whether it is in force. */
  write(request: ArmWrite, signal?: AbortSignal): Promise<ArmAnswer>
}

/** With the doubling waits some eight seconds, in which a restart of a gateway is over. */
const mostAttempts = 5

/** Azure grants a subscription some 25 reads a second, and other programs ask too. */
const mostAtOnce = 4

type Outcome =
  | { kind: 'answered'; answer: ArmAnswer }
  /** Waiting may help. `lost`: the request may have been carried out all the same. */
  | { kind: 'failed'; failure: WarifuError; lost: boolean; waitMs: number | null }

const sleepUntil = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal })
}

export const createArmClient = (options: ArmClientOptions): ArmClient => {
  const { endpoint, tokens, onWaiting, onSignedOut, attemptMs = 30_000, sleep = sleepUntil } = options
  const now = options.now ?? (() => new Date())

  const urlOf = ({ path, query, version = apiVersion }: Omit<ArmRequest, 'method'>): URL => {
    const url = new URL(path, endpoint)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', version)
    // `//host/…` is a path that names another host.
    if (url.origin !== endpoint.origin) throw unusable(endpoint, 0, 'foreign-link')
    return url
  }

  const slots = createSlots(mostAtOnce)
  const send = (request: ArmRequest | ArmWrite, signal: AbortSignal, renew: boolean): Promise<Outcome> =>
    slots(() => {
      if (signal.aborted) throw new WarifuError('cancelled', {})
      return sendNow(request, signal, renew)
    })

  /** One request with one token. */
  const sendNow = async (
    request: ArmRequest | ArmWrite,
    signal: AbortSignal,
    renew: boolean,
  ): Promise<Outcome> => {
    const url = urlOf(request)
    const token = await tokens.token({ renew })
    const write = 'settled' in request ? request : undefined
    const headers = new Headers({ authorization: `Bearer ${token}`, accept: 'application/json' })
    if (write?.ifMatch !== undefined) headers.set('if-match', write.ifMatch)
    if (write?.body !== undefined) headers.set('content-type', 'application/json')
    try {
      const response = await fetch(url, {
        ...{ method: request.method, headers, redirect: 'manual' },
        ...(write?.body === undefined ? {} : { body: JSON.stringify(write.body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]),
      })
      return judge(await readAnswer(url, response))
    } catch (error) {
      if (signal.aborted) throw new WarifuError('cancelled', {})
      // What came instead of an answer says nothing about the request behind it.
      if (isWarifuError(error)) {
        if (write === undefined) throw error
        return { kind: 'failed', failure: error, lost: true, waitMs: null }
      }
      const { failure, unsent } = noAnswer(url.host, error)
      return { kind: 'failed', failure, lost: !unsent, waitMs: null }
    }
  }

  const judge = (answer: ArmAnswer): Outcome => {
    const { status, headers } = answer
    if (status !== 429 && status < 500) return { kind: 'answered', answer }
    const waitMs = readRetryAfter(headers, now())
    const failure =
      status === 429
        ? new WarifuError('azure-busy', { host: endpoint.host, seconds: Math.ceil((waitMs ?? 0) / 1000) })
        : failureOf(answer, endpoint.host, now())
    return { kind: 'failed', failure, lost: status !== 429, waitMs }
  }

  const wait = async (ms: number, asked: boolean, signal: AbortSignal): Promise<void> => {
    if (asked) onWaiting?.(Math.ceil(ms / 1000))
    try {
      await sleep(ms, signal)
    } catch {
      throw new WarifuError('cancelled', {})
    }
  }

  const seeWhetherSettled = async (write: ArmWrite): Promise<ArmAnswer | null> => {
    try {
      return await write.settled()
    } catch (error) {
      if (isWarifuError(error) && isUncertain.has(error.code))
        throw new WarifuError('azure-write-uncertain', {})
      throw error
    }
  }

  const carryOut = async (request: ArmRequest | ArmWrite, signal: AbortSignal): Promise<ArmAnswer> => {
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      let outcome = await send(request, signal, false)
      if (outcome.kind === 'answered' && outcome.answer.status === 401 && !renewed) {
        renewed = true
        outcome = await send(request, signal, true).catch(refusedUnless(outcome))
      }
      if (outcome.kind === 'answered') return outcome.answer
      const { failure, lost, waitMs } = outcome
      if (lost && 'settled' in request) {
        const settled = await seeWhetherSettled(request)
        if (settled !== null) return settled
      }
      if (attempt >= mostAttempts || (waitMs ?? 0) > longestWaitMs) throw failure
      await wait(waitMs ?? backOff(attempt), waitMs !== null, signal)
    }
  }

  const succeeded = (answer: ArmAnswer): ArmAnswer => {
    if (answer.status >= 200 && answer.status < 300) return answer
    throw failureOf(answer, endpoint.host, now())
  }

  const telling = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work
    } catch (error) {
      if (isWarifuError(error) && error.code === 'not-signed-in') onSignedOut?.()
      throw error
    }
  }

  const ask = async (request: ArmRequest | ArmWrite, signal: AbortSignal): Promise<ArmAnswer> =>
    succeeded(await carryOut(request, signal))

  const askFor = async (request: ArmRequest, signal: AbortSignal): Promise<ArmAnswer | null> => {
    const answer = await carryOut(request, signal)
    return answer.status === 404 ? null : succeeded(answer)
  }

  const never = new AbortController().signal
  return {
    endpoint,
    read: (request, signal = never) => telling(ask(request, signal)),
    find: (request, signal = never) => telling(askFor(request, signal)),
    write: (request, signal = never) => telling(ask(request, signal)),
  }
}

/** Nobody can renew what was refused: then the refusal counts, whose date may tell that a clock is wrong. */
const refusedUnless =
  (refused: Outcome) =>
  (error: unknown): Outcome => {
    if (isWarifuError(error) && error.code === 'not-signed-in') return refused
    throw error
  }

/** Failures after which a look whether a write is in force has told nothing. */
const isUncertain: ReadonlySet<string> = new Set([
  ...['azure-unreachable', 'azure-busy', 'azure-unavailable', 'azure-answer-unusable', 'not-signed-in'],
])
