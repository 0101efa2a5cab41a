/** The one window: sandboxed, isolated, shown when it has something to show, back where it was left. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { join } from 'node:path'
import { appEntry } from './app-protocol.ts'
import type { PreferencesFile } from './preferences.ts'
import { arrangementOf, type WindowPlace } from './window-places.ts'

/** The page's own background in each theme (`--surface` in renderer/styles), so that opening does not flash. */
const background = { light: '#f6f7f9', dark: '#15181d' }

export function openWindow(preferences: PreferencesFile, preload: string): BrowserWindow {
  const place = preferences.windowPlace(arrangementOf(screen.getAllDisplays()))
  const { maximized, zoomFactor, ...bounds } = onSomeDisplay(place)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Warifu',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      // Whoever opens them could take the place of the page; they are for development only.
      devTools: !app.isPackaged,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    preferences.rememberWindow(arrangementOf(screen.getAllDisplays()), {
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoomFactor: window.webContents.getZoomFactor(),
    })
  })
  // Chromium keeps a zoom for the page's address; before that is loaded there is nothing to set it for.
  window.webContents.once('dom-ready', () => window.webContents.setZoomFactor(zoomFactor))
  // A renderer that dies takes nothing with it: everything lives in main. Show the page again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void window.loadURL(appEntry)
  })
  void window.loadURL(appEntry)
  return window
}

export const preloadPath = (mainFolder: string): string => join(mainFolder, '..', 'preload', 'index.cjs')

/** Displays may lie as they did and yet show less: a place that none shows is forgotten, the size is kept. */
function onSomeDisplay(place: WindowPlace): WindowPlace {
  const { x, y, ...size } = place
  if (x === undefined || y === undefined) return place
  const { workArea } = screen.getDisplayMatching({ x, y, width: size.width, height: size.height })
  const seen =
    x < workArea.x + workArea.width - 100 &&
    x + size.width > workArea.x + 100 &&
    y >= workArea.y - 20 &&
    y < workArea.y + workArea.height - 100
  return seen ? place : size
}
