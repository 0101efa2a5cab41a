// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { failure } from '../../test/fake-bridge.ts'
import { openPage } from '../../test/open-page.ts'
import { useConfirm } from '../../ui/confirm.ts'
import RestApiPanel from './RestApiPanel.vue'

const open = async () => {
  const { bridge, page } = await openPage([{ path: '/', component: RestApiPanel }], '/')
  return {
    ...{ bridge, page },
    press: async (text: string) => {
      await page
        .findAll('button')
        .find((button) => button.text() === text)
        ?.trigger('click')
      await flushPromises()
    },
    switchOn: async () => {
      await page.get('form').trigger('submit')
      await flushPromises()
    },
  }
}

it('is off until it is switched on, and shows a token when one is made', async () => {
  const { page, press, switchOn } = await open()
  expect(page.text()).toContain('Off')
  expect(page.get('input').element.value).toBe('18444')
  await switchOn()
  expect(page.text()).toContain('http://127.0.0.1:18444')
  expect(page.text()).toContain('warifu_first')

  await press('Switch off')
  expect(page.text()).not.toContain('warifu_first')
  expect(page.text()).toContain('Off')
})

it('makes another token when that is confirmed', async () => {
  const { page, press, switchOn } = await open()
  await switchOn()
  await press('Make a new token…')
  expect(page.text()).not.toContain('warifu_renewed')
  useConfirm().answer(true)
  await flushPromises()
  expect(page.text()).toContain('warifu_renewed')
})

it('says why it cannot be switched on', async () => {
  const { bridge, page, switchOn } = await open()
  bridge.state.failNext['managementApi.switchOn'] = failure('management-port-taken', { port: 18444 })
  await switchOn()
  expect(page.text()).toContain('another program has it')
  await page.get('input').setValue('x')
  expect(page.text()).toContain('A port is a whole number')
})
