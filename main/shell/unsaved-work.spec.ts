import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, expect, it, vi } from 'vitest'
import { guardUnsavedWork } from './unsaved-work.ts'

const { showMessageBox, on } = vi.hoisted(() => ({
  showMessageBox: vi.fn<(window: unknown, asked: { message: string }) => Promise<{ response: number }>>(),
  on: vi.fn<() => void>(),
}))
vi.mock('electron', () => ({ app: { on, quit: () => undefined }, dialog: { showMessageBox } }))
beforeEach(() => showMessageBox.mockReset())

const openWindow = () => {
  const window = Object.assign(new EventEmitter(), {
    webContents: new EventEmitter(),
    close: vi.fn<() => void>(),
  })
  const close = async () => {
    const preventDefault = vi.fn<() => void>()
    window.emit('close', { preventDefault })
    await new Promise((resolve) => setImmediate(resolve))
    return { held: preventDefault.mock.calls.length > 0, closed: window.close.mock.calls.length > 0 }
  }
  return { window: window as unknown as BrowserWindow, close }
}

it.each([
  ['changes', 'Close without saving?'],
  ['copying', 'Close while copying?'],
] as const)('over %s it asks “%s”, and closes only when told to', async (work, message) => {
  const unsaved = guardUnsavedWork(() => 'en')
  const { window, close } = openWindow()
  unsaved.watch(window)
  expect(await close()).toEqual({ held: false, closed: false })

  unsaved.note(work)
  showMessageBox.mockResolvedValue({ response: 1 })
  expect(await close()).toEqual({ held: true, closed: false })
  expect(showMessageBox.mock.lastCall?.[1].message).toBe(message)

  showMessageBox.mockResolvedValue({ response: 0 })
  expect(await close()).toEqual({ held: true, closed: true })
  expect(await close()).toMatchObject({ held: false })
})

it('what is over is not asked about', async () => {
  const unsaved = guardUnsavedWork(() => 'ja')
  const { window, close } = openWindow()
  unsaved.watch(window)
  unsaved.note('copying')
  unsaved.note(null)
  expect(await close()).toMatchObject({ held: false })
  expect(showMessageBox).not.toHaveBeenCalled()
})
