/**
 * The parts of Electron that know or tell the operating system: notifications are only kept, the screen and the power
 * are always the same. https://www.electronjs.org/docs/latest/api/notification
 */
import { record } from './recorded.ts'
import { electronEvent, strict, StrictEmitter } from './strict.ts'

export class Notification extends StrictEmitter {
  title: string
  body: string
  readonly #options: Electron.NotificationConstructorOptions

  static isSupported(): boolean {
    return true
  }

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'reply', 'action', 'failed'])
    this.#options = options
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  show(): void {
    record('Notification.show', { ...this.#options, title: this.title, body: this.body })
    this.emit('show', electronEvent({}))
  }

  close(): void {
    this.emit('close', electronEvent({}))
  }
}

const display = {
  id: 1,
  label: 'Stand-in',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
}

class Screen extends StrictEmitter {
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed'])
  }

  getPrimaryDisplay(): typeof display {
    return display
  }

  getAllDisplays(): (typeof display)[] {
    return [display]
  }

  getDisplayMatching(): typeof display {
    return display
  }

  getDisplayNearestPoint(): typeof display {
    return display
  }
}

export const screen = new Screen()

class PowerMonitor extends StrictEmitter {
  readonly onBatteryPower = false

  constructor() {
    const power = ['suspend', 'resume', 'on-ac', 'on-battery', 'shutdown', 'thermal-state-change']
    super('powerMonitor', [...power, 'lock-screen', 'unlock-screen', 'user-did-become-active'])
  }

  getSystemIdleTime(): number {
    return 0
  }

  isOnBatteryPower(): boolean {
    return false
  }
}

export const powerMonitor = new PowerMonitor()

export const crashReporter = strict(
  {
    start(options: Electron.CrashReporterStartOptions): void {
      record('crashReporter.start', options)
    },
  },
  'crashReporter',
)
