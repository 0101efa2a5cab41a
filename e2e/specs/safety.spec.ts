/** What was deleted comes back, every change is on record, and the whole workspace moves to another computer. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerFileDialog, answerSaveDialog } from '../fixtures/file-dialog.ts'
import { callGateway } from '../fixtures/gateway-call.ts'
import { prepareProfile } from '../fixtures/program.ts'
import type { Program } from '../fixtures/program.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

const press = (warifu: Program, name: string): Promise<void> =>
  warifu.page.getByRole('button', { name, exact: true }).first().click()

test('a deleted certificate is restored from the bin, and authenticates again', async ({ warifu }) => {
  const { page, words, navigation, certificates } = warifu
  await uploadSample(warifu, 'rsa')
  await navigation.goTo('certificates')
  await certificates.askToDelete('Orders client')
  await navigation.answerYes(words.certificates.deletion.yes)
  await expect(certificates.row('Orders client')).toHaveCount(0)

  await page.getByRole('button', { name: words.bin.title }).first().click()
  await press(warifu, words.bin.restore)
  await expect(navigation.message(fill(words.bin.restored, { name: 'Orders client' }))).toBeInViewport()
  await useInSampleApi(warifu, 'Orders client')
  expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 200 })
})

test('changes are on record, are verified, searched and exported', async ({ warifu, profile }) => {
  const { page, words, navigation } = warifu
  await uploadSample(warifu, 'rsa')
  await useInSampleApi(warifu, 'Orders client')
  await navigation.goTo('activity')
  const { activity } = words
  await press(warifu, activity.verify)
  await expect(page.getByRole('main').getByText(activity.verification.intact)).toBeVisible()

  const entries = page.getByRole('main').getByRole('listitem').getByRole('button')
  await page.getByRole('searchbox').fill('orders client')
  await expect(entries).toHaveCount(1)
  await entries.click()
  await expect(page.getByRole('table')).toContainText('Orders client')

  const target = join(profile.folder, 'record.jsonl')
  await answerSaveDialog(warifu, target)
  await press(warifu, activity.export)
  await page.getByRole('menuitem', { name: activity.exportJsonLines }).click()
  await expect(navigation.message(fill(activity.exported, { name: 'record.jsonl' }))).toBeInViewport()
  const acts = readFileSync(target, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { act: string }).act)
  expect(acts).toEqual(expect.arrayContaining(['certificate-uploaded', 'api-created', 'policy-saved']))
})

test('a backup file brings everything to another computer, under its passphrase only', async ({
  profile,
}) => {
  const file = join(profile.folder, 'all.warifu-backup')
  const first = await profile.start()
  await uploadSample(first, 'rsa')
  await useInSampleApi(first, 'Orders client')
  await first.navigation.goTo('settings')
  const { write, restore } = first.words.backup
  await answerSaveDialog(first, file)
  await press(first, write.open)
  await first.page.getByLabel(write.passphrase, { exact: true }).fill('five words nobody else knows')
  await first.page.getByLabel(write.again, { exact: true }).fill('five words nobody else knows')
  await press(first, write.go)
  await expect(first.navigation.message(fill(write.done, { name: 'all.warifu-backup' }))).toBeVisible()
  expect(existsSync(file)).toBe(true)
  await first.close()

  const dataDir = join(profile.folder, 'other')
  await prepareProfile(dataDir)
  const second = await profile.start({ dataDir })
  const { page, navigation, certificates } = second
  await navigation.goTo('settings')
  await answerFileDialog(second, file)
  await press(second, restore.open)
  await press(second, restore.choose)
  await page.getByLabel(restore.passphrase, { exact: true }).fill('not the right one at all')
  await press(second, restore.look)
  await expect(page.getByRole('alert')).toContainText(second.words.errors.codes['wrong-passphrase'].what)
  await page.getByLabel(restore.passphrase, { exact: true }).fill('five words nobody else knows')
  await press(second, restore.look)
  await expect(page.getByRole('dialog')).toContainText(restore.added)
  await expect(page.getByRole('dialog')).toContainText('Orders client')
  await press(second, restore.go)
  await expect(page.getByRole('dialog').getByText(restore.done)).toBeVisible()
  await press(second, restore.close)
  await navigation.goTo('certificates')
  await expect(certificates.row('Orders client')).toContainText('Sample orders')
})
