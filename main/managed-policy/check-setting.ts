/** Whether a value that was read has the form of its setting. Values come from outside: nothing about them is sure. */
import { posix, win32 } from 'node:path'
import type { SettingForm } from '../../preload/contract/managed-policy.ts'
import { listenAddress } from '../../preload/contract/schemas.ts'

const isIntegerWithin = (value: unknown, { minimum, maximum }: { minimum: number; maximum: number }) =>
  typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum

/** RFC 1123, 2.1, with an optional port; no wildcards, so that a list says what it means. */
const host = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/iu

/** Longer than any path or address in use; above it a value is a mistake. */
const longest = 2_048

export function hasForm(value: unknown, form: SettingForm): boolean {
  switch (form.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return isIntegerWithin(value, form)
    case 'integers':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= form.atMost &&
        new Set(value).size === value.length &&
        value.every((one) => isIntegerWithin(one, form))
      )
    case 'choice':
      return typeof value === 'string' && form.values.includes(value)
    case 'hosts':
      return Array.isArray(value) && value.length <= form.atMost && value.every(isHost)
    case 'https-url':
      return isShortText(value) && isHttpsUrl(value)
    case 'listen-address':
      return listenAddress.safeParse(value).success
    case 'absolute-path':
      return isShortText(value) && isFullPath(value)
  }
}

const isShortText = (value: unknown): value is string => typeof value === 'string' && value.length <= longest
const isHost = (value: unknown): boolean => isShortText(value) && host.test(value)

/** Without a name and a password: the policy can be read by every user of the machine. */
function isHttpsUrl(value: string): boolean {
  const url = URL.parse(value)
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}

/** `\logs` is no full path on Windows: it lies on whichever drive is the current one. */
const isFullPath = (value: string): boolean =>
  process.platform === 'win32'
    ? /^(?:[a-z]:|\\)\\/iu.test(value) && win32.isAbsolute(value)
    : posix.isAbsolute(value)
