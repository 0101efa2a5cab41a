// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { failure } from '../../test/fake-bridge.ts'
import { openPage } from '../../test/open-page.ts'
import DiagnosticsPanel from './DiagnosticsPanel.vue'

const press = async (text: string): Promise<void> => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === text)
  if (!button) throw new Error(`There is no button ${text}`)
  button.click()
  await flushPromises()
}
const said = (): string => document.body.textContent

it('lists what the file holds and what was taken out, before it is written', async () => {
  await openPage([{ path: '/', component: DiagnosticsPanel }], '/')
  await press('Save diagnostics…')
  expect(said()).toContain('Versions of the program and the system')
  expect(said()).toContain('Name of your user folder, 14 times')
  expect(said()).toContain('1 password')
  expect(said()).toContain('Never in it')
  await press('Save…')
  expect(said()).not.toContain('Never in it')
})

it('stays open when nowhere was chosen, and says why it could not be written', async () => {
  const { bridge } = await openPage([{ path: '/', component: DiagnosticsPanel }], '/', {
    savedDiagnostics: null,
    diagnostics: { parts: [], removed: [] },
  })
  await press('Save diagnostics…')
  expect(said()).toContain('Nothing had to be taken out.')
  await press('Save…')
  bridge.state.failNext['diagnostics.save'] = failure('disk-full', {})
  await press('Save…')
  expect(said()).toContain('disk is full')
  expect(said()).toContain('Never in it')
})
