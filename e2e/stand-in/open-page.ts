/** Makes a page in Chromium and ties it to its `webContents`: everything is in place before it loads anything. */
import type { Page } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { trackFrames } from './frames.ts'
import { answerMessage } from './ipc-answer.ts'
import { browserFor } from './lifecycle.ts'
import { nativeTheme } from './native-theme.ts'
import { guardNavigation } from './navigation.ts'
import { showAt, useColorScheme, useLanguage } from './page-view.ts'
import type { Size } from './page-view.ts'
import { openChannel } from './renderer-channel.ts'
import type { RendererChannel } from './renderer-channel.ts'
import { guardRequests } from './request-door.ts'
import { options } from './state.ts'
import { electronEvent } from './strict.ts'
import { tell } from './tell.ts'
import type { WebContents } from './web-contents.ts'

export type OpenPage = Page & { channel: RendererChannel }

export async function openPage(contents: WebContents, size: Size, argv: string[]): Promise<OpenPage> {
  const browser = browserFor('webContents')
  const page = await browser.createPage(size)
  const { session, targetId } = page
  const emit = (name: string, ...parameters: unknown[]): boolean => contents.emit(name, ...parameters)

  const frames = trackFrames(session, contents.mainFrame, targetId)
  const navigation = guardNavigation(session, frames, emit, (wish) => contents.openWindow(wish))
  followPage(session, contents)
  browser.root.on('Target.targetInfoChanged', ({ targetInfo }) => {
    if (targetInfo.targetId === targetId) contents.titleChanged(targetInfo.title)
  })

  const preload = { path: contents.preloadPath, argv }
  const opened = openChannel(session, targetId, preload, (message, answer) => {
    if (message.kind === 'navigate') navigation.wish(message.url)
    else void opened.then((channel) => answerMessage(contents, channel, message, answer))
  })
  const prepared = Promise.all([
    session.send('Page.enable'),
    session.send('DOM.enable'),
    session.send('Log.enable'),
    session.send('Inspector.enable'),
    opened,
    guardRequests({
      session,
      navigation,
      program: contents.session,
      webContentsId: contents.id,
      isMainFrame: (frameId) => frameId === targetId,
      onRequest: (url) => tell({ kind: 'request', url }),
    }),
    showAt(session, size, contents.zoomFactor),
    useColorScheme(session, nativeTheme.pageScheme),
    useLanguage(session, options.locale, browser.userAgent),
    // Otherwise only one of several headless windows would believe that it has the keyboard.
    options.headless ? session.send('Emulation.setFocusEmulationEnabled', { enabled: true }) : undefined,
  ])
  // Sent after all of them, so carried out after all of them.
  await Promise.all([prepared, session.send('Runtime.runIfWaitingForDebugger')])
  return { ...page, channel: await opened }
}

/** What Chromium tells of the page, said again in Electron's words. */
function followPage(session: CdpSession, contents: WebContents): void {
  const emit = (name: string, ...parameters: unknown[]): void => {
    contents.emit(name, electronEvent({}), ...parameters)
  }
  session.on('Page.frameStartedLoading', ({ frameId }) => {
    if (contents.isMainFrameId(frameId)) emit('did-start-loading')
  })
  session.on('Page.frameStoppedLoading', ({ frameId }) => {
    if (contents.isMainFrameId(frameId)) emit('did-stop-loading')
  })
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined) emit('did-navigate', contents.mainFrame.url, 200, 'OK')
  })
  session.on('Page.navigatedWithinDocument', ({ frameId }) => {
    emit('did-navigate-in-page', contents.mainFrame.url, contents.isMainFrameId(frameId), 1, 1)
  })
  session.on('Page.domContentEventFired', () => emit('dom-ready'))
  session.on('Page.loadEventFired', () => emit('did-finish-load'))
  session.on('Inspector.targetCrashed', () => contents.crashed())
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const message = args
      .map((argument) => String(argument.value ?? argument.description ?? argument.type))
      .join(' ')
    const { lineNumber = 0, url = '' } = stackTrace?.callFrames[0] ?? {}
    say(
      contents,
      type === 'warning' ? 'warning' : type === 'error' ? 'error' : 'info',
      message,
      lineNumber,
      url,
    )
  })
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const { exception, text, lineNumber, url = '' } = exceptionDetails
    say(contents, 'error', `${text} ${exception?.description ?? ''}`.trim(), lineNumber, url)
  })
  session.on('Log.entryAdded', ({ entry }) => {
    const level = entry.level === 'verbose' ? 'debug' : entry.level
    say(contents, level, entry.text, entry.lineNumber ?? 0, entry.url ?? '')
  })
}

function say(
  contents: WebContents,
  level: string,
  message: string,
  lineNumber: number,
  sourceId: string,
): void {
  const details = { level, message, lineNumber, sourceId, frame: contents.mainFrame }
  contents.emit('console-message', electronEvent(details))
}
