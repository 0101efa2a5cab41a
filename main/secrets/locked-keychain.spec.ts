import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretServiceHindrance } from '../../scripts/secret-service.ts'

const own = { ...process.env }
delete own['DBUS_SESSION_BUS_ADDRESS']
const hindrance = secretServiceHindrance(own)
const because = hindrance === null ? '' : ` (skipped: ${hindrance})`

/** Says on its output what each question to the keychain is answered with. */
const script = `
  const { createKeychain } = await import(${JSON.stringify(fileURLToPath(new URL('./keychain.ts', import.meta.url)))})
  const keychain = createKeychain('Warifu locked test')
  const told = async (question) => { try { return await question() } catch (error) { return error.code ?? 'surprise' } }
  console.log(JSON.stringify({
    get: await told(() => keychain.get('a')),
    set: await told(() => keychain.set('a', 'x')),
    delete: await told(() => keychain.delete('a')),
    accounts: await told(() => keychain.accounts()),
    status: (await keychain.status()).state,
  }))`

let folder: string

/** Runs the script on a session bus of its own, after \`daemon\` has made the keyring what it should be. */
const answersUnder = (daemon: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const env = { ...own, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder, SCRIPT: script }
    const run = `${daemon} exec "$0" --input-type=module -e "$SCRIPT"`
    execFile(
      'dbus-run-session',
      ['--', 'sh', '-c', run, process.execPath],
      { env },
      (error, stdout, stderr) => {
        if (error) reject(new Error(stderr))
        else resolve(JSON.parse(stdout))
      },
    )
  })

const unlock = (password: string) =>
  `printf '${password}' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-locked-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(hindrance !== null)(`a real keyring${because}`, () => {
  it('that is open answers', async () => {
    expect(await answersUnder(unlock('right'))).toEqual({
      ...{ get: null, delete: true, accounts: [], status: 'available' },
    })
  })

  it('that stays locked is told from one that has nothing', async () => {
    expect(await answersUnder(unlock('wrong'))).toEqual({
      ...{ get: 'keychain-locked', set: 'keychain-locked', delete: 'keychain-locked' },
      ...{ accounts: 'keychain-locked', status: 'locked' },
    })
  })

  it('that is not there is said to be unavailable', async () => {
    const noBus = 'export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent;'
    expect(await answersUnder(noBus)).toEqual({
      ...{ get: 'keychain-unavailable', set: 'keychain-unavailable', delete: 'keychain-unavailable' },
      ...{ accounts: 'keychain-unavailable', status: 'unavailable' },
    })
  })
})
