/** Starting, starting twice, starting again, and moving the gateway. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callGateway, windowsGatewayPort } from '../fixtures/gateway-call.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

test('a restart keeps everything, and the API authenticates as before', async ({ profile }) => {
  const first = await profile.start()
  await uploadSample(first, 'rsa')
  await useInSampleApi(first, 'Orders client')
  const before = await callGateway(first, '/sample/orders')
  expect(before.status).toBe(200)
  await first.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds({ x: 40, y: 60, width: 1000, height: 720 })
    window?.webContents.setZoomFactor(1.25)
  })
  await first.close()

  const second = await profile.start()
  const placed = await second.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { ...window?.getBounds(), zoom: window?.webContents.getZoomFactor() }
  })
  expect(placed).toEqual({ x: 40, y: 60, width: 1000, height: 720, zoom: 1.25 })
  await second.navigation.goTo('certificates')
  await expect(second.certificates.row('Orders client')).toContainText('Sample orders')
  const after = await callGateway(second, '/sample/orders')
  expect(after.status).toBe(200)
})

test('a second start shows the first window, with the task or the file it was asked for', async ({
  profile,
}) => {
  const first = await profile.start()
  await uploadSample(first, 'rsa')
  const task = profile.start({ args: ['--task=show-inspector'] }).catch(() => undefined)
  await expect(
    first.page.getByRole('heading', { level: 1, name: first.words.inspect.title, exact: true }),
  ).toBeVisible()
  await task
  const second = profile
    .start({ args: [`${profile.dataDir}/workspace/sample/orders-ec.pfx`] })
    .catch(() => undefined)
  await expect(first.wizard.dialog).toContainText('orders-ec.pfx')
  await second
})

test('the gateway moves to another port at once, and says when one is taken', async ({ warifu }) => {
  const { page, words, navigation, sample } = warifu
  await navigation.goTo('sample')
  await sample.install()
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port: takenPort } = taken.address() as AddressInfo
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port: freePort } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))

  await navigation.goTo('settings')
  const title = page.getByRole('heading', { name: words.settings.gateway.title, exact: true })
  const panel = page.locator('section').filter({ has: title }).last()
  const label = page.getByLabel(words.settings.gateway.port, { exact: true })
  // Who can call the gateway is applied by a button of its own, in a form of its own.
  const form = panel.locator('form').filter({ has: label })
  const port = form.getByLabel(words.settings.gateway.port, { exact: true })
  const apply = form.getByRole('button', { name: words.settings.gateway.apply, exact: true })
  await port.fill(String(takenPort))
  await apply.click()
  await expect(
    page.getByText(fill(words.errors.codes['gateway-port-taken'].what, { port: takenPort })).first(),
  ).toBeVisible()

  await port.fill(String(freePort))
  await apply.click()
  await expect(navigation.gatewayStatus).toContainText(String(freePort))
  expect(await windowsGatewayPort(warifu)).toBe(freePort)
  expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 502 })
  taken.close()
})
