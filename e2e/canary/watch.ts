/** What the window and the main process say to each other, what the page shows, and what is left in its memory. */
import type { Page } from 'playwright/test'
import { channelName, channels } from '../../preload/contract/channels.ts'
import type { RunningWarifu } from '../fixtures/running-warifu.ts'

export interface Message {
  /** `request` goes to the main process; `answer` and `event` come from there. */
  kind: 'request' | 'answer' | 'event'
  channel: string
  text: string
}

type Handler = (event: unknown, ...request: unknown[]) => unknown

/** As Electron keeps its handlers, and as the stand-in does. */
interface Handlers {
  _invokeHandlers?: Map<string, Handler>
  handlerFor?: (channel: string) => Handler | undefined
}

/** Listens in on every channel from now on. @returns what was said so far, each time it is asked */
export const recordMessages = async (warifu: RunningWarifu): Promise<() => Promise<Message[]>> => {
  const names = Object.entries(channels).flatMap(([feature, methods]) =>
    methods.map((method) => channelName(feature, method)),
  )
  await warifu.evaluate(
    ({ ipcMain, BrowserWindow }, { names: all, standIn }) => {
      const said: { kind: string; channel: string; text: string }[] = []
      Object.assign(globalThis, { messagesSaid: said })
      const note = (kind: string, channel: string, value: unknown): void => {
        said.push({ kind, channel, text: JSON.stringify([value]) })
      }
      const handlers = ipcMain as unknown as Handlers
      for (const channel of all) {
        const handler = standIn ? handlers.handlerFor?.(channel) : handlers._invokeHandlers?.get(channel)
        if (!handler) throw new Error(`nobody handles ${channel}`)
        ipcMain.removeHandler(channel)
        ipcMain.handle(channel, async (event, ...request: unknown[]) => {
          note('request', channel, request)
          const answer = await handler(event, ...request)
          note('answer', channel, answer)
          return answer
        })
      }
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        const send = webContents.send.bind(webContents)
        webContents.send = (channel, ...values: unknown[]) => {
          note('event', channel, values)
          send(channel, ...values)
        }
      }
    },
    { names, standIn: warifu.kind === 'stand-in' },
  )
  return () => warifu.evaluate(() => (globalThis as unknown as { messagesSaid: Message[] }).messagesSaid)
}

/** Everything that can be read in the page: its markup, what its fields hold, its title, address and storage. */
export const textOfPage = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea, select')]
    const values = fields.map((field) => (field as HTMLInputElement).value)
    const stored = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    const address = [document.title, location.href, document.referrer, JSON.stringify(history.state)]
    return [document.documentElement.outerHTML, ...values, ...stored, ...address].join('\n')
  })

/**
 * The page's JavaScript memory after a collection, as its developer tools would save it. Strings are cut after
 * 1,024 characters there.
 */
export const heapOfPage = async (page: Page): Promise<Buffer> => {
  const devtools = await page.context().newCDPSession(page)
  try {
    const chunks: string[] = []
    devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
    await devtools.send('HeapProfiler.enable')
    // The second one takes what the first one's finalizers have let go.
    for (let round = 0; round < 2; round++) await devtools.send('HeapProfiler.collectGarbage')
    await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    return Buffer.from(chunks.join(''))
  } finally {
    await devtools.detach()
  }
}
