/**
 * The back end's side of one call: a request and its answer, over a connection of HTTP/1.1 or a stream of HTTP/2. Heads
 * and bodies are given and taken as HTTP/1.1 writes them, which is what the client speaks.
 */
import type { HttpResponse } from './http1/response.ts'

export interface Exchange {
  /** Sends the head and what has come of the body. */
  begin(head: string, body: readonly Buffer[]): void
  /**
   * A piece of the request's body as it came; `written` is called when it is not needed any more,
   * where that can be told. Answers false when the back end is slower than the client.
   */
  write(bytes: Buffer, written?: () => void): boolean
  /** Stops and goes on reading the answer. */
  pause(): void
  resume(): void
  /** The answer is whole. `reusable`: so is the request, and nothing of either is left on the connection. */
  finish(response: HttpResponse | null, reusable: boolean): void
  /** The rest of the answer is of no interest. */
  abandon(): void
}

/** Who made the call. After `finish`, `abandon` or `onExchangeEnd` nothing more is told. */
export interface ExchangeUser {
  /** An answer before the answer (1xx). */
  onInterim(response: HttpResponse): void
  /** The head of the answer. What stands in `bytes` from `from` on is of its body; they are overwritten afterwards. */
  onResponse(response: HttpResponse, bytes: Buffer, from: number): void
  onResponseBytes(bytes: Buffer): void
  /** What comes is no HTTP. */
  onUnreadable(detail: string): void
  /** The back end takes bytes again. */
  onExchangeDrain(): void
  /**
   * It has ended before `finish`; `error` is null for an orderly end. `untouched`: the back end says that it has not
   * looked at the request, so that even one that is not idempotent may be sent again.
   */
  onExchangeEnd(error: Error | null, untouched: boolean): void
}
