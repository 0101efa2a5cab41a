// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, test } from 'vitest'
import { h } from 'vue'
import type { Repair } from '../../../preload/contract/activity.ts'
import { failure, type FakeState } from '../../test/fake-bridge.ts'
import { startTest } from '../../test/start.ts'
import { useConfirm } from '../../ui/confirm.ts'
import { useToasts } from '../../ui/toasts.ts'
import RepairBanner from './RepairBanner.vue'
import { useRepairs } from './store.ts'

const leftOver: Repair[] = ['a', 'b'].map((account) => ({ kind: 'keychain-item-left-over', account }))
const startedEmpty: Repair = { kind: 'database-started-empty' }

/** Up to the question whether what is left over shall go. */
async function ask(state: Partial<FakeState> = {}) {
  const { bridge, pinia } = await startTest({ repairs: [startedEmpty, ...leftOver], ...state })
  await useRepairs().load()
  const page = mount(TooltipProvider, {
    slots: { default: () => h(RepairBanner) },
    global: { plugins: [pinia], stubs: { RouterLink: true } },
  })
  await flushPromises()
  const button = () => page.findAll('button').find((one) => one.text().startsWith('Remove left-over'))
  await button()?.trigger('click')
  const answer = async (yes: boolean): Promise<void> => {
    useConfirm().answer(yes)
    await flushPromises()
  }
  return { bridge, button, answer }
}

test('removes what is left over in the keychain only after it asked, and keeps the rest of the report', async () => {
  const { bridge, button, answer } = await ask()
  expect(useConfirm().question?.text).toContain('2 keychain items')
  await answer(false)
  expect(bridge.state.repairs).toHaveLength(3)

  await button()?.trigger('click')
  await answer(true)
  expect(bridge.state.repairs).toEqual([startedEmpty])
  expect(button()).toBeUndefined()
  expect(useToasts().toasts.map(({ text }) => text)).toEqual([
    '2 left-over items were removed from the keychain.',
  ])
})

test('says why they could not be removed, and offers it again', async () => {
  const { button, answer } = await ask({
    failNext: { 'workspace.removeLeftOver': failure('keychain-locked', {}) },
  })
  await answer(true)
  expect(button()).toBeDefined()
  expect(useToasts().toasts[0]?.text).toContain('locked')
})
