/**
 * The bridge: `window.warifu`, one method per channel and nothing else of Electron.
 *
 * Guards the border between the page and the main process. It takes names from the contract only, so that it
 * stays one small CommonJS file, which the sandbox requires.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { byPath, channelName, channels, eventChannel, eventNames } from './contract/channels.ts'

type Call = (...request: unknown[]) => Promise<unknown>

const call =
  (channel: string): Call =>
  (...request) =>
    ipcRenderer.invoke(channel, ...request)

/** What comes before the page listens waits for its first listener: a file that the program was started with. */
const listen = (channel: string) => {
  let early: unknown[] = []
  const keep = (_event: unknown, value: unknown): void => void early.push(value)
  ipcRenderer.on(channel, keep)

  return (listener: (value: unknown) => void) => {
    const forward = (_event: unknown, value: unknown): void => listener(value)
    ipcRenderer.off(channel, keep)
    ipcRenderer.on(channel, forward)
    for (const value of early) listener(value)
    early = []
    return (): void => {
      ipcRenderer.off(channel, forward)
    }
  }
}

const pathChannels = byPath.map((method) => channelName('files', method))

const drop =
  (method: (typeof byPath)[number]) =>
  (file: File): Promise<unknown> =>
    ipcRenderer.invoke(channelName('files', method), webUtils.getPathForFile(file))

const requests = Object.fromEntries(
  Object.entries(channels).map(([feature, methods]) => [
    feature,
    Object.fromEntries(
      methods
        .filter((method) => !pathChannels.includes(channelName(feature, method)))
        .map((method) => [method, call(channelName(feature, method))]),
    ),
  ]),
)

const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

contextBridge.exposeInMainWorld('warifu', {
  ...requests,
  dropFile: drop('hold'),
  dropFolder: drop('holdFolder'),
  events: Object.fromEntries(
    eventNames.map((event) => [`on${capitalize(event)}`, listen(eventChannel(event))]),
  ),
})
