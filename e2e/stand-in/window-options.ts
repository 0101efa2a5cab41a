/** Guards what a `BrowserWindow` is made with: an option that is not known here throws, and so do weak preferences. */
import { onlyOptions } from './strict.ts'
import { checkWebPreferences } from './web-preferences.ts'
import type { WebPreferences } from './web-preferences.ts'

export type WindowOptions = Omit<Electron.BrowserWindowConstructorOptions, 'webPreferences'> & {
  webPreferences?: WebPreferences
}

/** Those that the stand-in acts on, then those that only change how an operating system's window looks. */
const known = [
  ...[
    'width',
    'height',
    'x',
    'y',
    'minWidth',
    'minHeight',
    'maxWidth',
    'maxHeight',
    'show',
    'title',
    'webPreferences',
  ],
  ...['acceptFirstMouse', 'autoHideMenuBar', 'backgroundColor', 'backgroundMaterial', 'center', 'closable'],
  ...['darkTheme', 'frame', 'fullscreen', 'fullscreenable', 'icon', 'maximizable', 'minimizable', 'movable'],
  ...['paintWhenInitiallyHidden', 'resizable', 'roundedCorners', 'tabbingIdentifier', 'thickFrame'],
  ...['titleBarOverlay', 'titleBarStyle', 'trafficLightPosition', 'useContentSize', 'vibrancy'],
]

export function checkWindowOptions(options: WindowOptions): void {
  onlyOptions(options, known, 'BrowserWindow')
  checkWebPreferences(options.webPreferences ?? {})
}
