/** A canary: a distinctive password goes through the program and must be found nowhere afterwards. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAuthority } from '../fixtures/own-authority.ts'
import { missing, pfxMakers } from '../fixtures/pfx-tools.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { expect, test } from '../fixtures/test.ts'

const encodings = (secret: string): Buffer[] => {
  const bytes = Buffer.from(secret)
  return [
    bytes,
    Buffer.from(bytes.toString('base64').replace(/=+$/, '')),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(secret, 'utf16le'),
  ]
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

test('a password is in no file of the profile and nowhere in the page', async ({ profile }) => {
  test.skip(missing(['openssl']).length > 0, 'not installed: openssl')
  const folder = join(profile.folder, 'company')
  mkdirSync(folder)
  const pfx = pfxMakers[0].make(await createAuthority(folder))
  const warifu = await profile.start()
  const { page, navigation, certificates, wizard } = warifu

  await answerFileDialog(warifu, pfx.path)
  await navigation.goTo('certificates')
  await certificates.beginUpload()
  await wizard.browse()
  await wizard.enterPassword(`${pfx.password} not`)
  await wizard.problem.waitFor()
  await wizard.enterPassword(pfx.password)
  await wizard.upload()

  const inPage = await page.evaluate((secret) => {
    const values = [...document.querySelectorAll('input')].map((input) => input.value)
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href]
    return [document.documentElement.outerHTML, document.title, ...values, ...kept].some((text) =>
      text.includes(secret),
    )
  }, pfx.password)
  expect(inPage).toBe(false)

  await wizard.finish()
  await warifu.close()
  const secrets = encodings(pfx.password)
  const leaks = filesBelow(profile.dataDir).filter((path) => {
    const content = readFileSync(path)
    return secrets.some((secret) => content.includes(secret))
  })
  expect(leaks).toEqual([])
})
