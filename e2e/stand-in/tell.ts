/** What a controlled stand-in says to the specification that started it; see control.ts for what it is asked. */

export type Told =
  | { kind: 'ready'; cdpEndpoint: string; chromiumPid: number }
  | { kind: 'request'; url: string }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string }

export function tell(message: Told): void {
  // Nobody listens any more when the specification has ended; then this process ends as well.
  if (process.connected) process.send?.(message)
}
