// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { MenuCommand } from '../../../preload/contract/events.ts'
import { useConnections } from '../../app/connections.ts'
import { useEnvironment } from '../../app/environment.ts'
import { emptyState } from '../../test/fake-bridge.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { exampleConnections } from '../../test/fake-connections.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import { useCopying } from '../copy/copying.ts'
import CommandPalette from './CommandPalette.vue'
import { usePalette } from './palette.ts'

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

async function openPalette(changes: Partial<FakeState> = {}) {
  const { pinia } = await startTest({
    ...{ certificates: exampleCertificates(), apis: exampleApis() },
    ...changes,
  })
  await useEnvironment().start()
  await useConnections().load()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { render: () => null } }],
  })
  const done: string[] = []
  const commands = new Proxy({} as Record<MenuCommand, () => unknown>, {
    get: (_, name) => () => done.push(String(name)),
  })
  usePalette().open = 'palette'
  wrapper = mount(CommandPalette, {
    props: { commands },
    attachTo: document.body,
    global: { plugins: [pinia, router] },
  })
  await flushPromises()
  const input = () => document.querySelector<HTMLInputElement>('[role="combobox"]') as HTMLInputElement
  const type = async (text: string) => {
    input().value = text
    input().dispatchEvent(new Event('input'))
    await flushPromises()
  }
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
    await flushPromises()
  }
  return { router, done, type, press }
}

const options = () => [...document.querySelectorAll('[role="option"]')]

test('a certificate is reached by a few characters and Enter', async () => {
  const { router, type, press } = await openPalette()
  await type('orders-g')
  await press('Enter')
  expect(router.currentRoute.value.fullPath).toBe('/certificates?show=certificate-1')
  expect(usePalette().open).toBeUndefined()
})

test('the arrow keys go round, and an act is done', async () => {
  const { done, press } = await openPalette()
  expect(options()[0]?.getAttribute('aria-selected')).toBe('true')
  await press('ArrowUp')
  expect(options().at(-1)?.getAttribute('aria-selected')).toBe('true')
  await press('ArrowDown')
  await press('Enter')
  expect(done).toEqual(['show-home'])
})

test('copying to another connection is offered where there is another one', async () => {
  const without = await openPalette()
  await without.type('Copy to')
  expect(options().filter((one) => one.textContent.includes('Copy to'))).toEqual([])
  wrapper?.unmount()
  const { type, press } = await openPalette({ connections: exampleConnections() })
  await type('Copy to')
  await press('Enter')
  expect(useCopying().open).toBe(true)
})

test('a backup is offered unless the organisation forbids it', async () => {
  const { environment } = emptyState()
  for (const [policy, offered] of [
    [{}, 1],
    [{ ExportAllowed: false }, 0],
  ] as const) {
    const { type } = await openPalette({
      environment: { ...environment, management: { policy, problems: [] } },
    })
    await type('Back up')
    expect(options().filter((one) => one.textContent.includes('Back up workspace'))).toHaveLength(offered)
    wrapper?.unmount()
  }
})

test('Enter that ends a conversion of kana chooses nothing', async () => {
  const { type, press } = await openPalette()
  await type('決済')
  await press('Enter', { isComposing: true })
  expect(usePalette().open).toBe('palette')
})

test.each([
  [{ key: 'k', ctrlKey: true }, 'palette'],
  [{ key: 'k', metaKey: true }, 'palette'],
  [{ key: 'F1' }, 'help'],
  [{ key: '?' }, 'shortcuts'],
  [{ key: '/', ctrlKey: true }, 'shortcuts'],
  [{ key: 'k' }, undefined],
])('%o opens %s', async (key, expected) => {
  await startTest()
  const palette = usePalette()
  palette.steer(new KeyboardEvent('keydown', key))
  expect(palette.open).toBe(expected)
})
