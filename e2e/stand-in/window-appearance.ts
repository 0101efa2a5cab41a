/** What a window looks like on a desktop: Chromium's window shows none of it, so it is only kept. */
import { record } from './recorded.ts'
import { StrictEmitter } from './strict.ts'

export class WindowAppearance extends StrictEmitter {
  center(): void {
    record('BrowserWindow.center')
  }

  setMenu(menu: unknown): void {
    record('BrowserWindow.setMenu', menu === null)
  }

  removeMenu(): void {
    this.setMenu(null)
  }

  setMenuBarVisibility(visible: boolean): void {
    record('BrowserWindow.setMenuBarVisibility', visible)
  }

  setAutoHideMenuBar(hide: boolean): void {
    record('BrowserWindow.setAutoHideMenuBar', hide)
  }

  setBackgroundColor(color: string): void {
    record('BrowserWindow.setBackgroundColor', color)
  }

  setTitleBarOverlay(options: Electron.TitleBarOverlayOptions): void {
    record('BrowserWindow.setTitleBarOverlay', options)
  }

  setProgressBar(progress: number): void {
    record('BrowserWindow.setProgressBar', progress)
  }

  setOverlayIcon(icon: unknown, description: string): void {
    record('BrowserWindow.setOverlayIcon', icon === null, description)
  }

  setDocumentEdited(edited: boolean): void {
    record('BrowserWindow.setDocumentEdited', edited)
  }

  flashFrame(flash: boolean): void {
    record('BrowserWindow.flashFrame', flash)
  }
}
