// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { UpdateStatus } from '../../../preload/contract/updates.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { failure } from '../../test/fake-bridge.ts'
import { openPage } from '../../test/open-page.ts'
import UpdatesPanel from './UpdatesPanel.vue'

async function open(changes: Partial<FakeState>) {
  const { bridge, page } = await openPage([{ path: '/', component: UpdatesPanel }], '/', changes)
  const press = async (text: string) => {
    const button = page.findAll('button').find((one) => one.text() === text)
    if (!button) throw new Error(`There is no button ${text}`)
    await button.trigger('click')
    await flushPromises()
  }
  return { bridge, page, press }
}

it.each([
  ['managed-off', 'by its own tools'],
  ['no-server', 'has named no update server'],
  ['unsigned', 'is not signed'],
  ['other-tool', 'package manager'],
] as const)('says why there are none: %s', async (because, words) => {
  const { page } = await open({ updates: { state: 'off', because } })
  expect(page.text()).toContain(words)
  expect(page.find('button').exists()).toBe(false)
})

it('checks, downloads and installs, each when it is asked for', async () => {
  const { bridge, page, press } = await open({
    updates: { state: 'current', checkedAt: null },
    offered: '0.2.0',
  })
  await press('Check for updates')
  expect(page.text()).toContain('Version 0.2.0 is available.')
  await press('Download')
  expect(page.text()).toContain('downloaded and verified')
  expect(bridge.state.installed).toBe(false)
  await press('Quit and install')
  expect(bridge.state.installed).toBe(true)
})

it('says that there is nothing newer, and when that was', async () => {
  const { page, press } = await open({ updates: { state: 'current', checkedAt: null } })
  await press('Check for updates')
  expect(page.text()).toContain('This is the newest version.')
})

it('shows how far a download is and lets it be cancelled', async () => {
  const downloading: UpdateStatus = { state: 'downloading', version: '0.2.0', percent: 40 }
  const { bridge, page, press } = await open({ updates: downloading })
  bridge.emit('updatesChanged', { ...downloading, percent: 41 })
  await flushPromises()
  expect(page.get('progress').attributes('value')).toBe('41')
  await press('Cancel')
})

it('explains a failure, and checks again', async () => {
  const { page, press } = await open({
    updates: { state: 'failed', failure: failure('update-not-signed', {}) },
    offered: '0.2.0',
  })
  expect(page.text()).toContain('not signed by whoever signed this program')
  await press('Check for updates')
  expect(page.text()).not.toContain('not signed')
})
