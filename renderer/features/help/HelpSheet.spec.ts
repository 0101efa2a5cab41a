// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { beforeEach, expect, test } from 'vitest'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { exampleActivity } from '../../test/fake-activity.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { exampleCalls } from '../../test/fake-calls.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import { modal } from '../../ui/modal.ts'
import { usePalette } from '../palette/palette.ts'
import { dismissed } from './dismissal.ts'
import GuidePanel from './GuidePanel.vue'
import { helpPageOf } from './help-pages.ts'
import HelpSheet from './HelpSheet.vue'

beforeEach(() => {
  dismissed.value = false
})

async function show(
  component: typeof HelpSheet,
  changes: Partial<FakeState> = {},
  path = '/home',
  properties: { over?: boolean } = {},
) {
  const { bridge, pinia } = await startTest({ activity: [], ...changes })
  const routes = [{ path: '/:any(.*)*', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(path)
  const page = mount(() => h(TooltipProvider, () => h(component, properties)), {
    attachTo: document.body,
    global: { plugins: [pinia, router] },
  })
  await flushPromises()
  return { bridge, router, page }
}

const ticked = () => [...document.querySelectorAll('.step.done strong')].map(({ textContent }) => textContent)

test('the page follows from screen to screen', async () => {
  const { router, page } = await show(HelpSheet, {}, '/apis/api-1/security')
  expect(page.find('h2').text()).toBe('Security')
  await router.push('/certificates/map')
  expect(page.find('h2').text()).toBe('Map')
  expect(helpPageOf('/somewhere/else')).toBe('home')
})

test('over the screen it is a dialog that Escape closes from anywhere, and that holds back no command', async () => {
  const { page } = await show(HelpSheet, {}, '/home', { over: true })
  const palette = usePalette()
  palette.open = 'help'
  expect(page.get('[role="dialog"]').attributes('aria-modal')).toBe('true')
  expect(document.querySelector(modal)).toBeNull()
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(palette.open).toBeUndefined()
})

test('the steps tick themselves by what the workspace holds', async () => {
  const { router } = await show(HelpSheet, { certificates: exampleCertificates().slice(2, 3) })
  expect(ticked()).toEqual(['Upload a certificate'])
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Add API')
  button?.click()
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/apis?add=1')
})

test('on the first screen they go once all is done, or when nobody wants them', async () => {
  const used = { certificates: exampleCertificates(), apis: exampleApis() }
  const { page } = await show(GuidePanel, used)
  expect(ticked()).toHaveLength(3)
  const dismiss = [...document.querySelectorAll('button')].find((one) =>
    one.textContent.includes('Do not show'),
  )
  dismiss?.click()
  await flushPromises()
  expect(page.text()).toBe('')

  page.unmount()
  dismissed.value = false
  const deleted = exampleActivity().filter(({ act }) => act === 'certificate-deleted')
  const all = await show(GuidePanel, { ...used, activity: deleted, calls: exampleCalls() })
  expect(all.page.text()).toBe('')
})
