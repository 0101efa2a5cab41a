/** What the program asked of the world outside it, kept instead of done, for specifications to look at. */

export type RecordedCall = { api: string; parameters: unknown[] }

export const recordedCalls: RecordedCall[] = []

export function record(api: string, ...parameters: unknown[]): void {
  recordedCalls.push({ api, parameters })
}
