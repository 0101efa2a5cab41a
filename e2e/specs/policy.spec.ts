/** The policy is the truth and the Security tab a view of it: they always agree, and nothing else is touched. */
import type { Policy } from '../../preload/contract/policies.ts'
import type { Bridge } from '../../preload/contract/bridge.ts'
import { callGateway } from '../fixtures/gateway-call.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, inEachEstate, test } from '../fixtures/test.ts'
import type { Program } from '../fixtures/program.ts'

declare const window: Window & { warifu: Bridge }

/** C# that is not well-formed XML, a comment, mixed line ends and odd spacing, as real documents have them. */
const document = [
  '<policies>\r\n',
  '\t<inbound>\n',
  '        <base />\r\n',
  '        <!-- keep   this -->\n',
  '        <set-header name="x-now" exists-action="override">\r\n',
  '            <value>@(context.Request.Headers.GetValueOrDefault("a","b") == "<c>" && 1 < 2 ? "d" : "e")</value>\n',
  '        </set-header>\r\n',
  '    </inbound>\n',
  '    <backend><base /></backend>\n',
  '    <outbound><base /></outbound>\n',
  '    <on-error><base /></on-error>\n',
  '</policies>\n',
].join('')

const policyOf = (warifu: Program): Promise<Pick<Policy, 'scope' | 'text' | 'etag'>> =>
  warifu.page.evaluate(async () => {
    const apis = await window.warifu.apis.list()
    const policy = await window.warifu.policies.get({
      kind: 'api',
      apiId: (apis.ok && apis.value[0]?.id) || '',
    })
    if (!policy.ok) throw new Error(policy.error.code)
    const { scope, text, etag } = policy.value
    return { scope, text, etag }
  })

const putPolicy = async (warifu: Program, text: string): Promise<void> => {
  const { scope, etag } = await policyOf(warifu)
  await warifu.page.evaluate(
    async (request) => {
      const saved = await window.warifu.policies.save(request)
      if (!saved.ok) throw new Error(saved.error.code)
    },
    { scope, etag, text },
  )
}

inEachEstate(() => {
  test('saving the form changes its own element and not one byte beside it', async ({ warifu }) => {
    const { security } = warifu
    await uploadSample(warifu, 'rsa')
    await putPolicy(warifu, document)
    await useInSampleApi(warifu, 'Orders client')

    const { text } = await policyOf(warifu)
    const [element = ''] = /\s*<authentication-certificate[^>]*\/>/.exec(text) ?? []
    expect(element).not.toBe('')
    expect(text.replace(element, '')).toBe(document)

    await security.present('none')
    await security.save()
    expect((await policyOf(warifu)).text).toBe(document)
  })

  test('what is saved in the editor shows in the form, and the other way round', async ({ warifu }) => {
    const { apis, security, policy, words } = warifu
    await uploadSample(warifu, 'rsa')
    await useInSampleApi(warifu, 'Orders client')
    const { text } = await policyOf(warifu)

    await apis.tab('policy')
    await expect(policy.editor).toContainText('authentication-certificate')
    await policy.write(text.replace(/\s*<authentication-certificate[^>]*\/>/, ''))
    await policy.save()
    await apis.tab('security')
    await expect(security.withCredentials).toContainText(words.apis.security.options.none)

    await security.present('mutual')
    await security.chooseCertificate('Orders client')
    await security.save()
    await apis.tab('policy')
    await expect(policy.editor).toContainText('authentication-certificate')
  })

  test('a mistake is told with its line, greys the form, and is not saved', async ({ warifu }) => {
    const { apis, policy, navigation, words } = warifu
    await warifu.estate.bringSample()
    await navigation.goTo('apis')
    await apis.open('Sample orders')
    await apis.tab('policy')
    const before = await policyOf(warifu)
    await policy.write('<policies>\n  <inbound>\n</policies>')
    await expect(policy.problems).toContainText('inbound')
    await expect(policy.form).toContainText(words.policy.form.unread)
    await expect(policy.form).toContainText(/2.*3/)
    await expect(policy.form.getByRole('combobox').first()).toBeDisabled()
    await policy.save()
    expect((await policyOf(warifu)).text).toBe(before.text)
  })

  test('form and text are one document with one history of undo, and calls obey what is saved', async ({
    warifu,
  }) => {
    const { apis, policy, page, words } = warifu
    const { form } = words.policy
    await uploadSample(warifu, 'rsa')
    await putPolicy(warifu, document)
    await useInSampleApi(warifu, 'Orders client')
    const before = await policyOf(warifu)
    await apis.tab('policy')

    // In the form: a header, of which the text shows each change at once.
    await policy.form.getByRole('button', { name: form.add['set-header'], exact: true }).first().click()
    const name = policy.form.getByRole('textbox', { name: form.attributes.name, exact: true })
    await expect(name).toBeFocused()
    await page.keyboard.type('X-Client')
    const value = policy.form.getByRole('textbox', { name: form.items.values, exact: true })
    await value.fill('by form')
    await expect(policy.editor).toContainText('<set-header name="X-Client" exists-action="override">')
    await expect(policy.editor).toContainText('<value>by form</value>')

    // In the text: the same value, which the form follows.
    await policy.editor.getByText('by form').click()
    await page.keyboard.press('End')
    for (let left = '</value>'.length; left > 0; left -= 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type(' and text')
    await expect(value).toHaveValue('by form and text')

    // Undo in the form takes back what was typed in the text, and then what was done in the form.
    await name.focus()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(value).toHaveValue('by form')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(value).toHaveValue('by form and text')
    for (let presses = 0; presses < 20 && (await name.isVisible()); presses += 1) {
      await page.keyboard.press('ControlOrMeta+z')
    }
    await expect(name).toHaveCount(0)
    await expect(page.getByText(words.policy.unsaved, { exact: true })).toHaveCount(0)

    // Redo in the text brings it all back.
    await policy.editor.focus()
    for (let presses = 0; presses < 20 && !(await value.isVisible()); presses += 1) {
      await page.keyboard.press('ControlOrMeta+y')
    }
    await policy.editor.press('ControlOrMeta+y')
    await policy.editor.press('ControlOrMeta+y')
    await policy.editor.press('ControlOrMeta+y')
    await expect(value).toHaveValue('by form and text')

    await policy.save()
    await expect(page.getByText(words.policy.unsaved, { exact: true })).toHaveCount(0)
    const { text } = await policyOf(warifu)
    const element = /\r\n {8}<set-header name="X-Client"[^]*?<\/set-header>/.exec(text)?.[0] ?? ''
    expect(text.replace(element, '')).toBe(before.text)
    expect((await callGateway(warifu, '/sample/orders')).body).toContain('by form and text')
  })

  test('Save shows what changes, and both versions when another door was faster', async ({ warifu }) => {
    const { apis, policy, page, words } = warifu
    const { review, changed } = words.policy
    await uploadSample(warifu, 'rsa')
    await putPolicy(warifu, document)
    await useInSampleApi(warifu, 'Orders client')
    const mine = (await policyOf(warifu)).text.replace('keep   this', 'mine')
    await apis.tab('policy')
    await policy.write(mine)
    await page.getByRole('button', { name: words.policy.save, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('textbox', { name: review.saved })).toContainText('keep   this')
    await expect(dialog.getByRole('textbox', { name: review.yours })).toContainText('mine')

    await putPolicy(warifu, document.replace('keep   this', 'theirs'))
    await expect(dialog.getByRole('textbox', { name: review.elsewhere })).toContainText('theirs')
    await dialog.getByRole('button', { name: changed.theirs, exact: true }).click()
    await expect(policy.editor).toContainText('theirs')
    await page.getByRole('button', { name: words.policy.undo, exact: true }).click()
    await expect(policy.editor).toContainText('mine')
    await policy.save()
    expect((await policyOf(warifu)).text.replaceAll('\r\n', '\n')).toBe(mine.replaceAll('\r\n', '\n'))
  })

  test('the policy of all APIs has its own page, and what holds names where each part comes from', async ({
    warifu,
  }) => {
    const { policy, page, navigation, words } = warifu
    const { allApis, views, effective } = words.policy
    await warifu.estate.bringSample()
    await navigation.goTo('apis')
    await page.getByRole('button', { name: allApis.open, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: allApis.title }).waitFor()
    await page.locator('summary').click()
    await expect(page.getByRole('main').getByRole('link', { name: 'Sample orders' })).toBeVisible()
    await policy.form
      .getByRole('button', { name: words.policy.form.add['set-header'], exact: true })
      .first()
      .click()
    const name = policy.form.getByRole('textbox', { name: words.policy.form.attributes.name, exact: true })
    await name.fill('X-Everywhere')
    await expect(policy.editor).toContainText('X-Everywhere')
    await policy.save()

    await page.getByRole('main').getByRole('link', { name: 'Sample orders' }).click()
    await page.getByText(views.effective, { exact: true }).click()
    const holds = page.getByRole('region', { name: views.effective })
    await expect(holds).toContainText('X-Everywhere')
    await holds.getByRole('link', { name: effective.from['all-apis'], exact: true }).first().click()
    await expect(policy.editor).toContainText('X-Everywhere')
  })
})
