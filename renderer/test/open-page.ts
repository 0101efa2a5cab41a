/** Opens an address of the window on a fake bridge, with what every screen expects around it. */
import { flushPromises, mount } from '@vue/test-utils'
import { createMemoryHistory, createRouter, RouterView, type RouteRecordRaw } from 'vue-router'
import ConfirmDialog from '../ui/ConfirmDialog.vue'
import type { FakeState } from './fake-bridge.ts'
import { startTest } from './start.ts'

const Window = {
  components: { ConfirmDialog, RouterView },
  template: '<RouterView /><ConfirmDialog />',
}

/** `page` is unmounted after the test (setup.ts). */
export async function openPage(
  routes: readonly RouteRecordRaw[],
  path: string,
  changes: Partial<FakeState> = {},
) {
  const { bridge, pinia } = await startTest(changes)
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(path)
  const page = mount(Window, { global: { plugins: [pinia, router] }, attachTo: document.body })
  await flushPromises()
  return { bridge, router, page }
}
