/**
 * Records of calls on their way to the main process: the newest of each tenth of a second, so that following along
 * costs a busy gateway next to nothing.
 */
import type { GatewayCall, GatewayCallBatch } from '../../preload/contract/gateway.ts'

/** A record as it is made: cheap; its time becomes text only if it is sent. */
export type CallRecord = { -readonly [Key in keyof GatewayCall]: GatewayCall[Key] } & { epochMs: number }

export interface CallSink {
  onCalls(batch: GatewayCallBatch): void
  /** The record of a test call, at once. */
  onTrace(trace: string, call: GatewayCall): void
}

const batchMs = 100
/** More than anybody reads in a tenth of a second. */
const batchSize = 200

export class CallRecorder {
  readonly #sink: CallSink
  /** A ring: the place of the next record is `#met % batchSize`. */
  #newest: CallRecord[] = []
  #met = 0
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
    this.#newest[this.#met % batchSize] = record
    this.#met++
    this.#timer ??= setTimeout(() => this.flush(), batchMs).unref()
  }

  /** Sends what there is. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#met === 0) return
    const start = this.#met > batchSize ? this.#met % batchSize : 0
    const ordered = [...this.#newest.slice(start), ...this.#newest.slice(0, start)]
    this.#sink.onCalls({ calls: ordered.map(toCall), omitted: this.#met - ordered.length })
    this.#newest = []
    this.#met = 0
  }
}

const toCall = ({ epochMs, ...call }: CallRecord): GatewayCall => ({
  ...call,
  startedAt: new Date(epochMs).toISOString(),
})
