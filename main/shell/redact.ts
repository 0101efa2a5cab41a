/**
 * Takes out of a text what must not leave the program, and counts it.
 *
 * A second line of defence: nothing writes secrets in the first place. It looks at forms, so it takes out more than it
 * must, never knowingly less.
 */
import { homedir } from 'node:os'
import type { Redaction } from '../../preload/contract/diagnostics.ts'

const forms: readonly { kind: Redaction; form: RegExp; instead: string }[] = [
  {
    kind: 'key',
    form: /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/gu,
    instead: '[key or certificate]',
  },
  { kind: 'token', form: /\b(?:Bearer|Basic)\s+[\w+/=.~-]{6,}/giu, instead: '[token]' },
  { kind: 'token', form: /\bwarifu_[\w-]{8,}/gu, instead: '[token]' },
  // `password=x`, `"passphrase": "x"`, `secret: 'x y'`.
  {
    kind: 'password',
    form: /(?<=\b(?:password|passphrase|passwd|pwd|secret|token)["']?\s*[=:]\s*)(?:"[^"\n]*"?|'[^'\n]*'?|[^\s,;&}]+)/giu,
    instead: '[password]',
  },
  { kind: 'password', form: /(?<=:\/\/)[^\s/@]+(?=@)/gu, instead: '[name and password]' },
  // Base64 of 32 bytes and more, which has both cases: one key in 1,500 has no digit (54 of 64 letters, 43 times). A
  // path is seldom as long without a dot or a dash of its own.
  {
    kind: 'key',
    form: /(?<![\w+/=])(?=[\w+/]*[A-Z])(?=[\w+/]*[a-z])[A-Za-z\d+/]{43,}={0,2}/gu,
    instead: '[key or certificate]',
  },
]

export interface Redacted {
  text: string
  removed: Readonly<Partial<Record<Redaction, number>>>
}

/** @param home the user's own folder, whose name is often that of a person */
export function redact(text: string, home = homedir()): Redacted {
  const removed: Partial<Record<Redaction, number>> = {}
  let left = text
  const take = (kind: Redaction, form: RegExp, instead: string): void => {
    left = left.replace(form, () => {
      removed[kind] = (removed[kind] ?? 0) + 1
      return instead
    })
  }
  for (const { kind, form, instead } of forms) take(kind, form, instead)
  if (home.length > 1) {
    // On Windows a path is also written with slashes, and in JSON with two backslashes.
    const ways = [home, home.replaceAll('\\', '/'), home.replaceAll('\\', '\\\\')]
    for (const way of new Set(ways))
      take('home-folder', new RegExp(way.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&'), 'giu'), '~')
  }
  return { text: left, removed }
}
