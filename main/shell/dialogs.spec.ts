/** What the system is told to ask before private keys leave. */
import { expect, it, vi } from 'vitest'
import { confirmCopy } from './dialogs.ts'

const { showMessageBox } = vi.hoisted(() => ({
  showMessageBox: vi.fn<(options: Record<string, unknown>) => Promise<{ response: number }>>(),
}))
vi.mock('electron', () => ({ dialog: { showMessageBox } }))

it('no name writes a line of its own, and Enter alone sends nothing', async () => {
  showMessageBox.mockResolvedValue({ response: 1 })
  const names = ['orders\r\nand nothing else (…AB12)', 'one\u202Etwo']
  const copy = { names, service: 'apim1\n', host: 'management.azure.com' }
  expect(await confirmCopy(undefined, copy, 'en')).toBe(false)
  expect(showMessageBox.mock.lastCall?.[0]).toMatchObject({
    message: 'Send these certificates with their private keys to “apim1” at management.azure.com?',
    detail: 'ordersand nothing else (…AB12)\nonetwo',
    buttons: ['Send', 'Cancel'],
    ...{ defaultId: 1, cancelId: 1 },
  })
  showMessageBox.mockResolvedValue({ response: 0 })
  expect(await confirmCopy(undefined, copy, 'en')).toBe(true)
})
