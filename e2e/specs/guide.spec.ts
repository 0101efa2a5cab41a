/** The guide, word by word, on the sample: in the workspace, and at a service. */
import { callGateway } from '../fixtures/gateway-call.ts'
import { expect, inBothLanguages, inEachEstate, test } from '../fixtures/test.ts'
import { anyFill } from '../pages/words.ts'

inEachEstate(() => {
  test('a certificate is uploaded, used by an API, seen in its policy, and deleted', async ({ warifu }) => {
    const { page, words, navigation, certificates, wizard, apis, security, policy, estate } = warifu

    await test.step('the back end demands a client certificate', async () => {
      await estate.bringSample()
      expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 502 })
    })

    await test.step('the certificate is uploaded; a wrong password is told at once', async () => {
      await navigation.goTo('certificates')
      await certificates.beginUpload()
      await estate.takeSample('orders-rsa.pfx')
      await wizard.enterPassword('wrong')
      await expect(wizard.problem).toContainText(words.errors.codes['wrong-password'].what)
      await wizard.enterPassword('warifu-sample')
      await wizard.upload()
      await wizard.finish()
    })

    const row = certificates.row('Orders client')
    const thumbprint = (await row.textContent())?.match(/[0-9A-F]{40}/)?.[0] ?? ''
    await test.step('it is told apart by its subject and the last four characters', async () => {
      await expect(row.locator('strong', { hasText: thumbprint.slice(-4) })).toBeVisible()
      await expect(row).toContainText(words.certificates.unused)
    })

    await test.step('the API is told to use it', async () => {
      await navigation.goTo('apis')
      await apis.open('Sample orders')
      await apis.tab('security')
      await security.present('mutual')
      await security.chooseCertificate(thumbprint.slice(-4))
      await security.save()
    })

    await test.step('the next call presents it', async () => {
      const { status, body } = await callGateway(warifu, '/sample/orders')
      expect(status).toBe(200)
      expect(JSON.parse(body)).toMatchObject({ clientCertificate: { thumbprint } })
    })

    await test.step('the policy editor shows it', async () => {
      await apis.tab('policy')
      await expect(policy.editor).toContainText(`<authentication-certificate thumbprint="${thumbprint}"`)
    })

    await test.step('while the API uses it, it cannot be deleted', async () => {
      await navigation.goTo('certificates')
      await certificates.askToDelete('Orders client')
      const warning = page.getByRole('alertdialog')
      await expect(warning).toContainText(words.certificates.deletion.inUseTitle)
      await expect(warning.getByRole('button', { name: words.certificates.deletion.yes })).toHaveCount(0)
      await warning.getByRole('link', { name: /Sample orders/ }).click()
    })

    await test.step('removed from the API, it is not presented any more', async () => {
      await expect(security.withCredentials).toContainText(words.apis.security.options.mutual)
      await security.present('none')
      await security.save()
      expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 502 })
    })

    await test.step('and can be deleted', async () => {
      await navigation.goTo('certificates')
      await certificates.askToDelete('Orders client')
      const { question, atService, yes, done } = words.certificates.deletion
      const told = estate.kind === 'service' ? anyFill(atService) : question
      await expect(navigation.question).toContainText(told)
      await navigation.answerYes(yes)
      await expect(navigation.message(anyFill(done).source)).toHaveCount(0)
      await expect(row).toHaveCount(0)
    })
  })
}, inBothLanguages)
