/** `ipcMain` and `webContents.ipc`: messages from the preload. https://www.electronjs.org/docs/latest/api/ipc-main */
import { StrictEmitter } from './strict.ts'

export type InvokeHandler = (event: Electron.IpcMainInvokeEvent, ...parameters: unknown[]) => unknown

export class IpcMain extends StrictEmitter {
  readonly #handlers = new Map<string, InvokeHandler>()

  constructor(name: string) {
    super(name, 'any')
  }

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...parameters) => {
      this.removeHandler(channel)
      return handler(event, ...parameters)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  handlerFor(channel: string): InvokeHandler | undefined {
    return this.#handlers.get(channel)
  }
}

export const ipcMain = new IpcMain('ipcMain')
