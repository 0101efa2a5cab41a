/**
 * `webUtils.getPathForFile` answers at once in Electron, but in Chromium only the browser knows a file's path. So the
 * preload is given a token, and a message that carries one has the real path put in its place before the program
 * sees it.
 */
import type { RendererChannel } from './renderer-channel.ts'

const token = /^stand-in-file:[0-9a-f-]{36}$/

/** `value` (fresh from the wire, so its own) with every token in it replaced. */
export async function withRealPaths(value: unknown, channel: RendererChannel): Promise<unknown> {
  if (typeof value === 'string') return token.test(value) ? channel.pathOf(value) : value
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
    if (!mayHoldToken(item)) continue
    ;(value as Record<string, unknown>)[key] = await withRealPaths(item, channel)
  }
  return value
}

const mayHoldToken = (item: unknown): boolean =>
  typeof item === 'string' ? token.test(item) : typeof item === 'object' && item !== null
