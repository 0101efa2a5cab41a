// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, expect, test, vi } from 'vitest'
import { h } from 'vue'
import { exampleRestore } from '../../test/fake-activity.ts'
import { failure, type FakeBridge, type FakeState } from '../../test/fake-bridge.ts'
import { startTest } from '../../test/start.ts'
import BackupDialogs from './BackupDialogs.vue'
import { useBackups } from './backups.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

async function open(which: 'write' | 'restore', changes: Partial<FakeState> = {}): Promise<FakeBridge> {
  const { bridge, pinia } = await startTest(changes)
  wrapper = mount(TooltipProvider, {
    attachTo: document.body,
    slots: { default: () => h(BackupDialogs) },
    global: { plugins: [pinia] },
  })
  useBackups()[which]()
  await flushPromises()
  return bridge
}

const said = () => document.querySelector('[role="dialog"]')?.textContent ?? ''

async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name)
  if (!button) throw new Error(`There is no button “${name}” in: ${said()}`)
  button.click()
  await flushPromises()
}

async function submit(form: string, ...passphrases: readonly string[]): Promise<void> {
  const inputs = document.querySelectorAll<HTMLInputElement>(`${form} input`)
  for (const [place, input] of [...inputs].entries()) {
    input.value = passphrases[place] ?? ''
    input.dispatchEvent(new Event('input'))
  }
  document.querySelector<HTMLFormElement>(form)?.requestSubmit()
  await flushPromises()
}

const long = 'five words nobody else knows'

test('a backup wants a long passphrase, twice', async () => {
  const bridge = await open('write')
  const backUp = vi.spyOn(bridge.workspace, 'backUp')
  const note = vi.spyOn(bridge.program, 'noteUnsaved')
  await submit('#backup-form', 'short', 'short')
  expect(note).toHaveBeenLastCalledWith('changes')
  expect(said()).toContain('At least 12 characters.')
  await submit('#backup-form', long, `${long}!`)
  expect(said()).toContain('The two are not the same.')
  expect(backUp).not.toHaveBeenCalled()

  await submit('#backup-form', long, long)
  expect(backUp).toHaveBeenCalledExactlyOnceWith(long)
  expect(note).toHaveBeenLastCalledWith(null)
  expect(said()).toBe('')
})

test('closing the save dialog leaves everything as it was typed', async () => {
  await open('write', { backup: null })
  await submit('#backup-form', long, long)
  expect(document.querySelector<HTMLInputElement>('#backup-form input')?.value).toBe(long)
})

test('a backup that is not whole says what is missing', async () => {
  const leftOut = [{ commonName: 'orders-gateway', thumbprint: 'ABCD', notAfter: '2027-01-01T00:00:00Z' }]
  await open('write', { backup: { name: 'all.warifu-backup', leftOut } })
  await submit('#backup-form', long, long)
  expect(said()).toContain('not everything is in it')
  expect(said()).toContain('orders-gateway')
})

test('a restore shows what it will do before it does it', async () => {
  const bridge = await open('restore', { restorable: exampleRestore() })
  const restore = vi.spyOn(bridge.workspace, 'restore')
  await press('Choose a backup…')
  await submit('#restore-form', 'wrong')
  expect(said()).toContain('The backup does not open')
  await submit('#restore-form', 'correct')
  expect(said()).toContain('Replaced by the backup’s受注 API')
  expect(restore).not.toHaveBeenCalled()

  await press('Restore')
  expect(restore).toHaveBeenCalledExactlyOnceWith({ fileId: 'file-1', preferences: false })
  expect(said()).toContain('The backup was restored')
})

test('a backup that is not restored is let go', async () => {
  const bridge = await open('restore')
  await press('Choose a backup…')
  await press('Cancel')
  expect(bridge.state.released).toEqual(['file-1'])
})

test('a restore that fails says why and keeps the preview', async () => {
  const bridge = await open('restore', { restorable: exampleRestore() })
  await press('Choose a backup…')
  await submit('#restore-form', 'correct')
  bridge.state.failNext['workspace.restore'] = failure('disk-full', {})
  await press('Restore')
  expect(said()).toContain('The disk is full')
  expect(said()).toContain('受注 API')
})
