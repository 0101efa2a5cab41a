/** The three other ways in for a file: dropped on the window, given at the start, opened while the program runs. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createAuthority } from '../fixtures/own-authority.ts'
import { missing, pfxMakers } from '../fixtures/pfx-tools.ts'
import type { MadePfx } from '../fixtures/pfx-tools.ts'
import type { Program } from '../fixtures/program.ts'
import { expect, test } from '../fixtures/test.ts'
import type { Profile } from '../fixtures/test.ts'

const makePfx = async ({ folder }: Profile): Promise<MadePfx> => {
  test.skip(missing(['openssl']).length > 0, 'not installed: openssl')
  const company = join(folder, 'company')
  mkdirSync(company)
  return pfxMakers[0].make(await createAuthority(company))
}

/** As the operating system does it: Playwright has no drop of files from the disk. */
const drop = async ({ page }: Program, path: string): Promise<void> => {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  }
}

test('a file that is dropped anywhere on the window opens the wizard with it', async ({ profile }) => {
  const pfx = await makePfx(profile)
  const warifu = await profile.start()
  const { navigation, wizard, certificates } = warifu
  await navigation.goTo('settings')
  await drop(warifu, pfx.path)
  await expect(wizard.dialog).toContainText('openssl-modern.pfx')
  await wizard.enterPassword(pfx.password)
  await wizard.upload()
  await wizard.finish()
  await navigation.goTo('certificates')
  await expect(certificates.row(pfx.commonName)).toBeVisible()
})

test('a file that the program is started with is in the wizard when the window opens', async ({
  profile,
}) => {
  const pfx = await makePfx(profile)
  const { wizard } = await profile.start({ args: [pfx.path] })
  await expect(wizard.dialog).toContainText('openssl-modern.pfx')
  await expect(wizard.password).toBeFocused()
})
