/** The one window as the rest of the main process sees it: open or not, and whether its page can be told something. */
import type { BrowserWindow } from 'electron'
import { eventChannel } from '../../preload/contract/channels.ts'
import type { Events } from '../../preload/contract/events.ts'

export class OnlyWindow {
  readonly #open: () => BrowserWindow
  #window: BrowserWindow | undefined
  /** A window that has just been opened cannot listen before its page is there; kept is the newest window's page. */
  #pageThere = Promise.resolve()

  /** @param open makes the window anew, the first time and after it was closed */
  constructor(open: () => BrowserWindow) {
    this.#open = open
  }

  get current(): BrowserWindow | undefined {
    return this.#window?.isDestroyed() ? undefined : this.#window
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    const { current } = this
    if (current) {
      if (current.isMinimized()) current.restore()
      current.focus()
      return
    }
    const { webContents } = (this.#window = this.#open())
    this.#pageThere = new Promise((resolve) => webContents.once('did-finish-load', () => resolve()))
  }

  /** Told to a window that is open; dropped where there is none. */
  send<E extends keyof Events>(event: E, value: Parameters<Events[E]>[0]): void {
    this.current?.webContents.send(eventChannel(event), value)
  }

  /** Shows the window, and tells its page when that is there. */
  lead<E extends keyof Events>(event: E, value: Parameters<Events[E]>[0]): void {
    this.show()
    void this.#pageThere.then(() => this.send(event, value))
  }
}
