/**
 * The stand-in's own switches. They are taken out of `process.argv` before the program sees it, so that the program
 * cannot tell which of the two Electrons it runs on.
 */

export type Options = {
  /** Where passwords go: the real keychain, this process's memory, or a file (so that a restart finds them again). */
  keychain: 'system' | 'memory' | { file: string }
  /** What `app.getLocale()` answers; undefined means the operating system's. */
  locale: string | undefined
  /** False: a window on the screen. */
  headless: boolean
  /** What `app.isPackaged` answers: true lets a specification see the program as it is once installed. */
  packaged: boolean
}

const prefix = '--stand-in-'

/** Removes the stand-in's switches from `argv` (in place) and says what they were. */
export function takeOptions(
  argv: string[],
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Options {
  const own = argv.filter((argument) => argument.startsWith(prefix))
  argv.splice(0, argv.length, ...argv.filter((argument) => !argument.startsWith(prefix)))
  const value = (name: string): string | undefined =>
    own.find((argument) => argument.startsWith(`${prefix}${name}=`))?.slice(prefix.length + name.length + 1)
  return {
    keychain: keychainOf(value('keychain') ?? 'system'),
    locale: value('locale'),
    headless: !(own.includes(`${prefix}window`) && hasDisplay(environment, platform)),
    packaged: own.includes(`${prefix}packaged`),
  }
}

/** Whether a window can be shown at all. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'])
}

function keychainOf(value: string): Options['keychain'] {
  if (value === 'system' || value === 'memory') return value
  if (value.startsWith('file:')) return { file: value.slice('file:'.length) }
  throw new Error(`--stand-in-keychain=${value}: expected system, memory or file:PATH`)
}
