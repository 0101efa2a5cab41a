// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { Component } from 'vue'
import type { Management } from '../../../preload/contract/managed-policy.ts'
import { useEnvironment } from '../../app/environment.ts'
import { emptyState } from '../../test/fake-bridge.ts'
import { openPage } from '../../test/open-page.ts'
import BackupPanel from '../backup/BackupPanel.vue'
import AppearancePanel from '../settings/AppearancePanel.vue'
import GatewayPanel from '../settings/GatewayPanel.vue'
import RestApiPanel from '../settings/RestApiPanel.vue'
import ManagedPanel from './ManagedPanel.vue'

const note = 'Managed by your organisation'

async function open(
  component: Component,
  policy: Management['policy'],
  problems: Management['problems'] = [],
) {
  const environment = { ...emptyState().environment, management: { policy, problems } }
  const { page } = await openPage([{ path: '/', component }], '/', { environment })
  await useEnvironment().start()
  await flushPromises()
  return page
}

/** A button stays in reach of the keyboard, so that a screen reader finds it. */
const isDisabled = (attributes: Record<string, string | undefined>): boolean =>
  attributes['disabled'] !== undefined || attributes['aria-disabled'] === 'true'

it('is not there where nothing is managed', async () => {
  expect((await open(ManagedPanel, {})).text()).not.toContain(note)
})

it('shows each setting with its value', async () => {
  const page = await open(ManagedPanel, {
    UpdatesAllowed: false,
    Language: 'ja',
    AllowedConnections: [],
    ExpiryThresholds: [60, 7],
    BinDays: 1,
  })
  const lines = page
    .findAll('dt')
    .map((dt) => `${dt.text()}: ${dt.element.nextElementSibling?.textContent ?? ''}`)
  expect(lines).toEqual([
    'Updates: Off',
    'Language: 日本語',
    'Allowed connections: None',
    'Days in the bin: one day',
    'Expiry thresholds: 60 and 7',
  ])
})

it('says what of a policy was passed over', async () => {
  const page = await open(ManagedPanel, {}, [
    { kind: 'unknown-setting', place: '/etc/warifu/policy.json', name: 'Colour' },
    { kind: 'place-refused', place: '/etc/warifu/policy.json', because: 'not-protected' },
  ])
  expect(page.text()).toContain('there is no setting “Colour”')
  expect(page.text()).toContain('others than root could have written it')
})

it.each([
  ['language', AppearancePanel, { Language: 'ja' }, 'button[role=combobox]'],
  ['port', GatewayPanel, { GatewayPort: 18_500 }, 'input'],
  ['REST API', RestApiPanel, { RestApiAllowed: false }, 'button[type=submit]'],
  ['backup', BackupPanel, { ExportAllowed: false }, 'button'],
] as const)('%s cannot be used, and says why', async (_what, component, policy, control) => {
  const free = await open(component, {})
  expect(free.text()).not.toContain(note)
  expect(isDisabled(free.get(control).attributes())).toBe(false)
  free.unmount()
  const page = await open(component, policy)
  expect(page.text()).toContain(note)
  expect(isDisabled(page.get(control).attributes())).toBe(true)
})
