/**
 * Calls on their way to the main process: all are counted, and of each tenth of a second the newest are told one by
 * one, so that following along costs a busy gateway next to nothing.
 */
import type {
  ApiTally,
  GatewayCall,
  GatewayCallBatch,
  GoodHandshake,
} from '../../preload/contract/gateway.ts'

/** A record as it is made: cheap; its time becomes text only if it is sent. */
export type CallRecord = { -readonly [Key in keyof GatewayCall]: GatewayCall[Key] } & { epochMs: number }

export interface CallSink {
  onCalls(batch: GatewayCallBatch): void
  /** The record of a test call, at once. */
  onTrace(trace: string, call: GatewayCall): void
}

const batchMs = 100
/** More than anybody reads in a tenth of a second; what failed is not lost among what did not. */
const keptOf = { failed: 25, served: 25 }

/**
 * Answers by which servers refuse a certificate after the handshake: nginx writes 400, or 495 and 496 where it is
 * told to (https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors).
 */
const refusals: readonly number[] = [400, 495, 496]

export class CallRecorder {
  readonly #sink: CallSink
  #batch = new Batch()
  #number = 0
  #timer: NodeJS.Timeout | null = null

  constructor(sink: CallSink) {
    this.#sink = sink
  }

  /** A record for a call that begins now. */
  begin(
    method: string,
    path: string,
    { apiId, operation }: Pick<GatewayCall, 'apiId' | 'operation'>,
  ): CallRecord {
    return {
      number: ++this.#number,
      epochMs: Date.now(),
      startedAt: '',
      durationMs: 0,
      method,
      path,
      apiId,
      operation,
      status: 0,
      requestBytes: 0,
      responseBytes: 0,
      error: null,
      presented: null,
      tls: null,
      httpVersion: null,
      connectionReused: false,
    }
  }

  add(record: CallRecord, trace: string | null = null): void {
    if (trace !== null) this.#sink.onTrace(trace, toCall(record))
    this.#batch.add(record)
    this.#timer ??= setTimeout(() => this.flush(), batchMs).unref()
  }

  /** Sends what there is. */
  flush(): void {
    if (this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
    const batch = this.#batch
    this.#batch = new Batch()
    this.#sink.onCalls(batch.told)
  }
}

/** The calls of a tenth of a second. */
class Batch {
  #calls = 0
  readonly #failed: Newest = new Newest(keptOf.failed)
  readonly #served: Newest = new Newest(keptOf.served)
  readonly #tallies = new Map<string | null, { calls: number; failed: number }>()
  /** The last call by which each certificate was shown with success. */
  readonly #shown = new Map<string, CallRecord>()

  add(record: CallRecord): void {
    const { apiId, presented } = record
    const failed = record.error !== null || record.status >= 500
    this.#calls++
    const kept = failed ? this.#failed : this.#served
    kept.add(record)
    let tally = this.#tallies.get(apiId)
    if (tally === undefined) this.#tallies.set(apiId, (tally = { calls: 0, failed: 0 }))
    tally.calls++
    if (failed) tally.failed++
    if (presented !== null && wasAccepted(record)) this.#shown.set(presented.certificateId, record)
  }

  get told(): GatewayCallBatch {
    const calls = [...this.#failed.records, ...this.#served.records]
      .toSorted((one, other) => one.number - other.number)
      .map(toCall)
    return {
      calls,
      omitted: this.#calls - calls.length,
      tallies: [...this.#tallies].map(([apiId, counts]): ApiTally => ({ apiId, ...counts })),
      handshakes: [...this.#shown].map(([certificateId, { epochMs, apiId }]): GoodHandshake => {
        return { certificateId, at: new Date(epochMs).toISOString(), apiId }
      }),
    }
  }
}

/** The last `size` records. */
class Newest {
  readonly #size: number
  readonly records: CallRecord[] = []
  #met = 0

  constructor(size: number) {
    this.#size = size
  }

  add(record: CallRecord): void {
    this.records[this.#met++ % this.#size] = record
  }
}

const wasAccepted = ({ error, status }: CallRecord): boolean =>
  error === null && status !== 0 && !refusals.includes(status)

const toCall = ({ epochMs, ...call }: CallRecord): GatewayCall => ({
  ...call,
  startedAt: new Date(epochMs).toISOString(),
})
