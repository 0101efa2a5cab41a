/**
 * The line between the main process and the preload's isolated world of one page.
 *
 * Guards who may speak: only the isolated world of the top frame has the binding, and what comes from a document that
 * has been left is not answered.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CdpSession } from './cdp.ts'
import { preloadScripts } from './preload-source.ts'
import type { Downward, Upward } from './preload-world.ts'

const worldName = 'Electron Isolated Context'

export type RendererChannel = {
  /** Says something to the document shown now; false if none is there to hear it. */
  send(message: Downward): Promise<boolean>
  /** The path of a file that the page holds, by the token that `getPathForFile` gave for it; '' if it has none. */
  pathOf(token: string): Promise<string>
}

/**
 * Prepares a page that has not loaded anything yet.
 *
 * @param onMessage told every message, with a function that answers to the same document
 */
export async function openChannel(
  session: CdpSession,
  mainFrameId: string,
  preload: { path: string | undefined; argv: string[] },
  onMessage: (message: Upward, answer: (message: Downward) => void) => void,
): Promise<RendererChannel> {
  const binding = `up${randomUUID().replaceAll('-', '')}`
  const receiver = `down${randomUUID().replaceAll('-', '')}`
  let world: number | undefined

  const sendTo = async (contextId: number | undefined, message: Downward): Promise<boolean> => {
    if (contextId === undefined || contextId !== world) return false
    const expression = `globalThis[${JSON.stringify(receiver)}].receive(${JSON.stringify(message)})`
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId })
    if (exceptionDetails) console.error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return true
  }
  const trySend = (contextId: number | undefined, message: Downward): Promise<boolean> =>
    // The page may close or go elsewhere at any moment; Electron drops such messages too.
    sendTo(contextId, message).catch(() => false)

  session.on('Runtime.executionContextCreated', ({ context }) => {
    // Chromium makes a world of this name in every frame; the scripts do nothing in the others.
    const { frameId } = (context.auxData ?? {}) as { frameId?: string }
    if (context.name === worldName && frameId === mainFrameId) world = context.id
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === world) world = undefined
  })
  session.on('Runtime.executionContextsCleared', () => {
    world = undefined
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding || executionContextId !== world) return
    onMessage(JSON.parse(payload) as Upward, (message) => void trySend(executionContextId, message))
  })

  const versions = Object.fromEntries(
    Object.entries(process.versions).map(([name, value]) => [name, value ?? '']),
  )
  const { mainWorld, isolatedWorld } = preloadScripts(
    preload.path === undefined ? '' : readFileSync(preload.path, 'utf8'),
    {
      binding,
      receiver,
      process: { platform: process.platform, arch: process.arch, versions, argv: preload.argv },
    },
  )
  await Promise.all([
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: binding, executionContextName: worldName }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: isolatedWorld, worldName }),
  ])

  return {
    send: (message) => trySend(world, message),
    async pathOf(token) {
      if (world === undefined) return ''
      const expression = `globalThis[${JSON.stringify(receiver)}].files.get(${JSON.stringify(token)})`
      const { result } = await session.send('Runtime.evaluate', { expression, contextId: world })
      if (result.objectId === undefined) return ''
      const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId })
      return path
    },
  }
}
