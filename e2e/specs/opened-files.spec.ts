/** The three other ways in for a file: dropped on the window, given at the start, opened while the program runs. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles } from '../fixtures/drop-files.ts'
import { createAuthority } from '../fixtures/own-authority.ts'
import { missing, pfxMakers } from '../fixtures/pfx-tools.ts'
import type { MadePfx } from '../fixtures/pfx-tools.ts'
import { expect, test } from '../fixtures/test.ts'
import type { Profile } from '../fixtures/test.ts'

const makePfx = async ({ folder }: Profile): Promise<MadePfx> => {
  test.skip(missing(['openssl']).length > 0, 'not installed: openssl')
  const company = join(folder, 'company')
  mkdirSync(company)
  return pfxMakers[0].make(await createAuthority(company))
}

test('a file that is dropped anywhere on the window opens the wizard with it', async ({ profile }) => {
  const pfx = await makePfx(profile)
  const warifu = await profile.start()
  const { page, navigation, wizard, certificates } = warifu
  await navigation.goTo('settings')
  await dropFiles(page, 'main', [pfx.path])
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
