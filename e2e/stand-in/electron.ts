/** The module that takes the place of `electron` in the main process. */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard } from './clipboard.ts'
import { listenToSpecification } from './control.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { defaultSession, session } from './session.ts'
import { shell } from './shell.ts'
import { strict } from './strict.ts'
import { crashReporter, Notification, powerMonitor, screen } from './surroundings.ts'
import { utilityProcess } from './utility-process.ts'
import { WebContents } from './web-contents.ts'

const StrictBrowserWindow = strict(BrowserWindow, 'BrowserWindow')
const StrictMenu = strict(Menu, 'Menu')
const StrictMenuItem = strict(MenuItem, 'MenuItem')
const StrictNotification = strict(Notification, 'Notification')
const webContents = strict(WebContents, 'webContents')
const { protocol } = defaultSession

export {
  app,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
  StrictBrowserWindow as BrowserWindow,
  StrictMenu as Menu,
  StrictMenuItem as MenuItem,
  StrictNotification as Notification,
}

/** For `import electron from 'electron'`, and what specifications get as the first argument of `evaluate`. */
const electron = strict(
  {
    app,
    BrowserWindow: StrictBrowserWindow,
    clipboard,
    crashReporter,
    dialog,
    ipcMain,
    Menu: StrictMenu,
    MenuItem: StrictMenuItem,
    nativeImage,
    nativeTheme,
    Notification: StrictNotification,
    powerMonitor,
    protocol,
    screen,
    session,
    shell,
    utilityProcess,
    webContents,
  },
  'electron',
)
export default electron

listenToSpecification(electron, () => app.exit(1))
