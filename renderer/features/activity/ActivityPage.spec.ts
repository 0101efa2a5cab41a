// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, test, vi } from 'vitest'
import { h } from 'vue'
import type { FakeState } from '../../test/fake-bridge.ts'
import { exampleActivity } from '../../test/fake-activity.ts'
import { startTest } from '../../test/start.ts'
import ActivityPage from './ActivityPage.vue'

async function show(state: Partial<FakeState>) {
  const { bridge, pinia } = await startTest(state)
  const page = mount(TooltipProvider, {
    slots: { default: () => h(ActivityPage) },
    global: { plugins: [pinia] },
  })
  await flushPromises()
  return { bridge, page }
}

const lines = (page: Awaited<ReturnType<typeof show>>['page']) =>
  page.findAll('li > button').map((line) => line.text())

test('lists the newest change first and opens to what was before and after', async () => {
  const { page } = await show({ activity: exampleActivity() })
  expect(lines(page)[0]).toContain('Interrupted change undone')
  const saved = page.findAll('li > button').find((line) => line.text().includes('Policy saved'))
  await saved?.trigger('click')
  expect(page.find('table').text()).toContain('Mutual certificates')
})

test('finds an act by the words the window has for it, which main does not know', async () => {
  const { page } = await show({ activity: exampleActivity() })
  await page.find('input[type="search"]').setValue('replaced')
  await flushPromises()
  expect(lines(page)).toHaveLength(1)
  expect(lines(page)[0]).toContain('orders-gateway')
})

test('follows what is changed while it is shown', async () => {
  const { bridge, page } = await show({ activity: exampleActivity().slice(1) })
  bridge.state.activity = exampleActivity()
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  expect(lines(page)).toHaveLength(exampleActivity().length)
})

test('says where the record was altered, and leads there', async () => {
  const { bridge, page } = await show({
    activity: exampleActivity(),
    verification: { state: 'altered', sequence: 4, entries: 9 },
  })
  const press = (name: string) =>
    page
      .findAll('button')
      .find((button) => button.text() === name)
      ?.trigger('click')
  await press('Verify')
  await flushPromises()
  expect(page.find('[role="alert"]').text()).toContain('The record was altered at entry 4')

  const list = vi.spyOn(bridge.activity, 'list')
  await press('Show the place')
  await flushPromises()
  expect(list.mock.calls[0]?.[0]).toMatchObject({ before: 5 })
  expect(lines(page)[0]).toContain('Policy saved')
})
