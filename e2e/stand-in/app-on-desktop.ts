/** What `app` tells the desktop: docks, jump lists and the like. It is only kept. */
import { record } from './recorded.ts'
import { StrictEmitter } from './strict.ts'

export class AppOnDesktop extends StrictEmitter {
  focus(): void {
    record('app.focus')
  }

  disableHardwareAcceleration(): void {
    record('app.disableHardwareAcceleration')
  }

  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id)
  }

  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    record('app.setAboutPanelOptions', options)
  }

  showAboutPanel(): void {
    record('app.showAboutPanel')
  }

  setJumpList(categories: Electron.JumpListCategory[] | null): string {
    record('app.setJumpList', categories)
    return 'ok'
  }

  setUserTasks(tasks: Electron.Task[]): boolean {
    record('app.setUserTasks', tasks)
    return true
  }

  addRecentDocument(path: string): void {
    record('app.addRecentDocument', path)
  }

  clearRecentDocuments(): void {
    record('app.clearRecentDocuments')
  }

  setBadgeCount(count = 0): boolean {
    record('app.setBadgeCount', count)
    return false
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    record('app.setLoginItemSettings', settings)
  }
}
