// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, test } from 'vitest'
import { h } from 'vue'
import { failure, type FakeState } from '../../test/fake-bridge.ts'
import { exampleBin } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import { useConfirm } from '../../ui/confirm.ts'
import BinPage from './BinPage.vue'
import { daysLeft } from './days-left.ts'

async function show(state: Partial<FakeState>) {
  const { bridge, pinia } = await startTest({ bin: exampleBin(), ...state })
  const page = mount(TooltipProvider, {
    slots: { default: () => h(BinPage) },
    global: { plugins: [pinia], stubs: { RouterLink: true } },
  })
  await flushPromises()
  const press = async (name: string): Promise<void> => {
    const button = page
      .findAll('button')
      .find((one) => [one.text(), one.attributes('aria-label')].includes(name))
    await button?.trigger('click')
    await flushPromises()
  }
  return { bridge, page, press }
}

test('puts a certificate back among the client certificates', async () => {
  const { bridge, page, press } = await show({})
  await press('Restore')
  expect(bridge.state.certificates.map(({ commonName }) => commonName)).toEqual(['legacy-batch'])
  expect(page.text()).not.toContain('legacy-batch')
})

test('says why one cannot be put back, and keeps it', async () => {
  const details = { certificateId: 'certificate-1', thumbprint: 'AB' }
  const { page, press } = await show({
    failNext: { 'bin.restore': failure('certificate-already-uploaded', details) },
  })
  await press('Restore')
  expect(page.find('[role="alert"]').text()).toContain('already among the client certificates')
  expect(page.text()).toContain('legacy-batch')
})

test('removes for good only after it asked', async () => {
  const { bridge, press } = await show({})
  await press('Empty the bin')
  useConfirm().answer(false)
  await flushPromises()
  expect(bridge.state.bin).toHaveLength(2)

  await press('Remove for good')
  useConfirm().answer(true)
  await flushPromises()
  expect(bridge.state.bin.map(({ commonName }) => commonName)).toEqual(['在庫照会クライアント'])

  await press('Empty the bin')
  useConfirm().answer(true)
  await flushPromises()
  expect(bridge.state.bin).toEqual([])
})

test('counts whole days, and never below the last one', () => {
  const now = new Date('2026-08-02T12:00:00Z')
  expect(daysLeft('2026-08-05T11:00:00Z', now)).toBe(2)
  expect(daysLeft('2026-08-02T13:00:00Z', now)).toBe(0)
  expect(daysLeft('2026-08-01T13:00:00Z', now)).toBe(0)
})
