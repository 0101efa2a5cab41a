/** What becomes of a message from a preload: its handler is called, and its answer or error goes back as Electron's does. */
import { withRealPaths } from './file-paths.ts'
import { ipcMain } from './ipc-main.ts'
import type { Downward, Upward } from './preload-world.ts'
import type { RendererChannel } from './renderer-channel.ts'
import { electronEvent } from './strict.ts'
import type { WebContents } from './web-contents.ts'
import { wire } from './wire.ts'

type Answer = (message: Downward) => void

export async function answerMessage(
  contents: WebContents,
  channel: RendererChannel,
  message: Exclude<Upward, { kind: 'navigate' }>,
  answer: Answer,
): Promise<void> {
  switch (message.kind) {
    case 'invoke':
      return invoke(contents, channel, message, answer)
    case 'send': {
      const parameters = await decoded(message.parameters, channel)
      const reply = (name: string, ...values: unknown[]): void => contents.send(name, ...values)
      const event = electronEvent({ ...eventOf(contents), ports: [], reply })
      for (const ipc of [contents.ipc, ipcMain]) ipc.emit(message.channel, event, ...parameters)
      return
    }
    case 'input':
      contents.emit('before-input-event', electronEvent({}), { ...message.input, modifiers: [], location: 0 })
      return
    case 'preload-error':
      console.error(`Unable to load preload script: ${message.message}`)
      contents.emit('preload-error', electronEvent({}), contents.preloadPath, new Error(message.message))
  }
}

async function invoke(
  contents: WebContents,
  channel: RendererChannel,
  message: Extract<Upward, { kind: 'invoke' }>,
  answer: Answer,
): Promise<void> {
  const { id } = message
  // The frame as it was when the message was sent: it may be elsewhere when the handler is called.
  const event = eventOf(contents)
  try {
    const parameters = await decoded(message.parameters, channel)
    const handler = contents.ipc.handlerFor(message.channel) ?? ipcMain.handlerFor(message.channel)
    if (handler === undefined) throw new Error(`No handler registered for '${message.channel}'`)
    const value = await handler(event, ...parameters)
    const texts: string[] = []
    answer({ kind: 'answer', id, value: wire.encode(value, texts), texts })
  } catch (error) {
    console.error(`Error occurred in handler for '${message.channel}':`, error)
    answer({
      kind: 'failure',
      id,
      message: `Error invoking remote method '${message.channel}': ${String(error)}`,
    })
  }
}

function eventOf(contents: WebContents): Electron.IpcMainInvokeEvent {
  const { mainFrame } = contents
  const sent = { url: mainFrame.url, origin: mainFrame.origin }
  const senderFrame = new Proxy(mainFrame, {
    get: (frame, key) =>
      key === 'url' || key === 'origin' ? sent[key] : (Reflect.get(frame, key, frame) as unknown),
  })
  return {
    type: 'frame',
    sender: contents,
    senderFrame,
    processId: mainFrame.processId,
    frameId: mainFrame.routingId,
  } as unknown as Electron.IpcMainInvokeEvent
}

async function decoded(parameters: string, channel: RendererChannel): Promise<unknown[]> {
  return (await withRealPaths(wire.decode(parameters), channel)) as unknown[]
}
