import type { BrowserWindowConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { PreferencesFile } from './preferences.ts'
import { openWindow } from './window.ts'

const { app, opened } = vi.hoisted(() => ({
  app: { isPackaged: true },
  opened: [] as BrowserWindowConstructorOptions[],
}))

vi.mock('electron', () => ({
  app,
  nativeTheme: { shouldUseDarkColors: false },
  protocol: {},
  screen: {},
  BrowserWindow: class {
    readonly webContents = { on: () => undefined }
    readonly once = (): void => undefined
    readonly on = (): void => undefined
    readonly loadURL = (): Promise<void> => Promise.resolve()
    constructor(options: BrowserWindowConstructorOptions) {
      opened.push(options)
    }
  },
}))

const preferences = {
  window: () => ({ width: 1280, height: 800, maximized: false }),
} as unknown as PreferencesFile

const webPreferences = (isPackaged: boolean) => {
  app.isPackaged = isPackaged
  openWindow(preferences, '/preload.cjs')
  return opened.at(-1)?.webPreferences
}

describe('the window of the installed program', () => {
  it('has a page that is sandboxed, isolated and without Node, and no preference that nobody decided on', () => {
    expect(webPreferences(true)).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools: false,
    })
  })

  it('has developer tools only while it is being developed', () => {
    expect(webPreferences(false)?.devTools).toBe(true)
  })
})
