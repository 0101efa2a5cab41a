import type { BrowserWindowConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { PreferencesFile } from './preferences.ts'
import { usualPlace, type WindowPlace } from './window-places.ts'
import { openWindow } from './window.ts'

const { app, opened, zoomed } = vi.hoisted(() => ({
  app: { isPackaged: true },
  opened: [] as BrowserWindowConstructorOptions[],
  zoomed: [] as number[],
}))

vi.mock('electron', () => ({
  app,
  nativeTheme: { shouldUseDarkColors: false },
  protocol: {},
  screen: {
    getAllDisplays: () => [{ bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scaleFactor: 1 }],
    getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
  },
  BrowserWindow: class {
    readonly webContents = {
      on: () => undefined,
      once: (event: string, act: () => void) => event === 'dom-ready' && act(),
      setZoomFactor: (factor: number) => zoomed.push(factor),
    }
    readonly once = (): void => undefined
    readonly on = (): void => undefined
    readonly loadURL = (): Promise<void> => Promise.resolve()
    constructor(options: BrowserWindowConstructorOptions) {
      opened.push(options)
    }
  },
}))

const remembering = (place: WindowPlace) => ({ windowPlace: () => place }) as unknown as PreferencesFile
const preferences = remembering(usualPlace)

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

  it('comes back where it was left, as large and as magnified', () => {
    openWindow(remembering({ ...usualPlace, x: 40, y: 60, width: 1000, zoomFactor: 1.5 }), '/preload.cjs')
    expect(opened.at(-1)).toMatchObject({ x: 40, y: 60, width: 1000, height: 800 })
    expect(zoomed.at(-1)).toBe(1.5)
  })

  it('is put by the system where no display shows its place any more, e.g. below the last line of a lower one', () => {
    openWindow(remembering({ ...usualPlace, x: 40, y: 1500, width: 1000 }), '/preload.cjs')
    expect(opened.at(-1)).not.toHaveProperty('x')
    expect(opened.at(-1)).toMatchObject({ width: 1000, height: 800 })
  })
})
