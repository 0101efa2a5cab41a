/** Save proves itself, calls are seen as they happen, and a certificate tells when it was last accepted. */
import { callGateway } from '../fixtures/gateway-call.ts'
import { uploadSample } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'

test('a choice that the back end refuses is explained before it is saved, and in the live calls', async ({
  warifu,
}) => {
  const { page, words, navigation, apis, security } = warifu
  const { checks, calls } = words
  await uploadSample(warifu, 'untrusted')
  await uploadSample(warifu, 'ec')
  await navigation.goTo('apis')
  await apis.open('Sample orders')
  await apis.tab('security')

  await test.step('the handshake says no, and why', async () => {
    await security.present('mutual')
    await security.chooseCertificate('Orders client (self-signed)')
    await page.getByRole('button', { name: words.apis.security.save, exact: true }).click()
    await expect(page.getByText(checks.save.refused)).toBeVisible()
    await expect(page.getByText(checks.alerts.unknown_ca.what)).toBeVisible()
    await expect(page.getByText(checks.said.title)).toBeVisible()
  })

  await test.step('it may be saved all the same, and calls fail as was told', async () => {
    await security.save()
    expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 502 })
  })

  await test.step('the right one is proved by its handshake', async () => {
    await security.chooseCertificate('受注システム')
    await page.getByRole('button', { name: checks.action, exact: true }).click()
    await expect(page.getByRole('main').getByText(checks.verdict.proved)).toBeVisible()
    await security.save()
    expect(await callGateway(warifu, '/sample/orders?secret=1')).toMatchObject({ status: 200 })
  })

  await test.step('both calls are in the live calls, without their query', async () => {
    await navigation.goTo('calls')
    const grid = page.getByRole('grid', { name: calls.title })
    await expect(grid.getByRole('row').filter({ hasText: '502' })).toHaveCount(1)
    await expect(grid.getByRole('row').filter({ hasText: '200' })).toHaveCount(1)
    await expect(grid).not.toContainText('secret')
    await grid.getByRole('row').filter({ hasText: '502' }).click()
    await expect(page.getByRole('complementary')).toContainText(checks.alerts.unknown_ca.what)
  })

  await test.step('the certificate tells its last good handshake', async () => {
    await navigation.goTo('certificates')
    await page.getByRole('row').filter({ hasText: '受注システム' }).click()
    const part = page.getByRole('complementary').filter({ hasText: calls.lastGood.title })
    await expect(part).toContainText('for Sample orders')
  })
})
