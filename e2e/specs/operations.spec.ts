/** Operations from an OpenAPI document, and acts on them taken back: what the gateway serves follows at once. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from '../fixtures/drop-files.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { callGateway } from '../fixtures/gateway-call.ts'
import type { Program } from '../fixtures/program.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

const document = `openapi: 3.1.0
info: { title: Orders, version: '1' }
servers: [{ url: https://orders.example }]
paths:
  /orders:
    get:
      operationId: listOrders
      summary: List orders
      responses: { '200': { description: OK } }
  /elsewhere:
    $ref: other.yaml
`

const openOperations = async (warifu: Program): Promise<void> => {
  await uploadSample(warifu, 'rsa')
  await useInSampleApi(warifu, 'Orders client')
  await warifu.apis.tab('operations')
}
const statusOf = async (warifu: Program, path: string): Promise<number> =>
  (await callGateway(warifu, `/sample/${path}`)).status

test.describe('in Japanese', () => {
  test.use({ language: 'ja' })

  test('a document is looked at, imported, served, and taken back', async ({ warifu, profile }) => {
    const { page, words } = warifu
    const { import: importing, done, onlyThese } = words.operations
    const file = join(profile.folder, 'orders.yaml')
    await writeFile(file, document)
    await openOperations(warifu)
    expect(await statusOf(warifu, 'echo')).toBe(200)

    await page.getByRole('button', { name: importing.action }).click()
    await answerFileDialog(warifu, file)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: importing.choose }).click()
    await expect(dialog).toContainText(fill(importing.fates.added, { count: 1 }))
    await expect(dialog).toContainText('GET /orders')
    await expect(dialog).toContainText(importing.reasons.elsewhere)
    await expect(dialog).toContainText(importing.first)
    await dialog.getByRole('button', { name: importing.go, exact: true }).click()
    await expect(page.getByText(onlyThese)).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'List orders' })).toBeVisible()
    expect(await statusOf(warifu, 'orders')).toBe(200)
    expect(await statusOf(warifu, 'echo')).toBe(404)

    await page.getByRole('button', { name: words.ui.undo, exact: true }).click()
    await expect(page.getByText(done.undone, { exact: true }).first()).toBeVisible()
    await expect(page.getByText(words.operations.none.title)).toBeVisible()
    expect(await statusOf(warifu, 'echo')).toBe(200)
  })
})

test('a document that is dropped on the operations is read, and the place of its error is told', async ({
  warifu,
  profile,
}) => {
  const { page, words } = warifu
  const damaged = join(profile.folder, 'damaged.yaml')
  const swagger = join(profile.folder, 'swagger.json')
  await writeFile(damaged, document.replace('    get:', '\tget:'))
  await writeFile(swagger, '{"swagger": "2.0", "paths": {}}')
  await openOperations(warifu)
  await dropFiles(page, 'main', [damaged])
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(
    fill(words.errors.codes['openapi-damaged'].what, {
      line: 6,
      column: 1,
      reason: words.errors.reasons.tab,
    }),
  )
  await answerFileDialog(warifu, swagger)
  await dialog.getByRole('button', { name: words.operations.import.change }).click()
  await expect(dialog).toContainText(words.operations.lookalikes.swagger.what)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('an operation that was deleted comes back by Undo', async ({ warifu, profile }) => {
  const { page, words, navigation } = warifu
  const file = join(profile.folder, 'orders.yaml')
  await writeFile(file, document)
  await openOperations(warifu)
  await dropFiles(page, 'main', [file])
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words.operations.import.go, exact: true })
    .click()
  const row = page.getByRole('row').filter({ hasText: 'List orders' })
  await row.getByRole('button', { name: fill(words.operations.remove, { name: 'List orders' }) }).click()
  await navigation.answerYes(words.operations.deletion.yes)
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: words.ui.undo, exact: true }).last().click()
  await expect(row).toBeVisible()
})
