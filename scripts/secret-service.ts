/**
 * Runs a command with a real Secret Service in reach, so that what uses the keychain is tested on the real thing.
 *
 * On Linux without a session bus it brings its own: a D-Bus session and an unlocked GNOME Keyring whose files lie
 * in a temporary folder and go with it. Elsewhere, and where a session bus is there, the command runs as it is.
 *
 *     node scripts/secret-service.ts vitest run main/secrets
 */
import { spawn, spawnSync } from 'node:child_process'
import type { StdioOptions } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const installed = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined

/** Why no Secret Service of our own is started; null when one is. */
export const secretServiceHindrance = (env: NodeJS.ProcessEnv = process.env): string | null => {
  if (process.platform !== 'linux') return 'the operating system has a keychain of its own'
  if (env['DBUS_SESSION_BUS_ADDRESS']) return 'there is a session bus already'
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((command) => !installed(command))
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`
}

const run = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions = 'inherit',
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio })
    child.once('error', reject)
    child.once('exit', (code) => {
      resolve(code ?? 1)
    })
  })

/** The keyring's password is one line end; the daemon answers on its own bus only, and ends with it. */
const unlockThenRun = `printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$@" 2>&3 3>&-`

/** The bus tells its own doings on standard error; the command's goes round it, by descriptor 3. */
const quietBus: StdioOptions = ['inherit', 'inherit', 'ignore', 2]

/** @returns the command's exit code */
export const withSecretService = async (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> => {
  if (secretServiceHindrance(env) !== null) return run(command, args, env)

  const folder = mkdtempSync(join(tmpdir(), 'warifu-secret-service-'))
  try {
    const own = { XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder, WARIFU_OWN_SECRET_SERVICE: '1' }
    const session = ['--', 'sh', '-c', unlockThenRun, 'sh', command, ...args]
    return await run('dbus-run-session', session, { ...env, ...own }, quietBus)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const [command, ...args] = process.argv.slice(2)
  if (command === undefined) throw new Error('usage: node scripts/secret-service.ts <command> [arguments]')
  process.exitCode = await withSecretService(command, args)
}
