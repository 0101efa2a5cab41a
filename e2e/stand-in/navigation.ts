/**
 * Where a page may go.
 *
 * Guards every navigation that the page itself begins: the program's listeners are asked before anything is loaded.
 * What the program or a DevTools client begins is not asked for, as in Electron: Chromium announces the page's own
 * wishes (`Page.frameRequestedNavigation`) and only those, always before the request.
 */
import type { CdpSession, Protocol } from './cdp.ts'
import type { Frames } from './frames.ts'
import { originalOf } from './scheme-twin.ts'
import { electronEvent } from './strict.ts'

type Emit = (name: string, ...parameters: unknown[]) => void

export type WindowOpen = { url: string; frameName: string; features: string; disposition: string }

export type Navigation = {
  /** Whether the request for a document may go on. */
  allows(request: Protocol.Fetch.requestPausedPayload): boolean
}

export function guardNavigation(
  session: CdpSession,
  frames: Frames,
  emit: Emit,
  openWindow: (wish: WindowOpen) => void,
): Navigation {
  const wishes = new Set<string>()

  const ask = (names: readonly string[], frameId: string, url: string): boolean => {
    const frame = frames.get(frameId) ?? null
    const isMainFrame = frame === frames.main
    const details = { url: originalOf(url), isSameDocument: false, isMainFrame, frame, initiator: frame }
    return names.every((name) => {
      const event = electronEvent(details)
      emit(name, event, details.url, false, isMainFrame, frame?.processId, frame?.routingId)
      return !event.defaultPrevented
    })
  }
  const wishOf = (frameId: string): readonly string[] =>
    frames.get(frameId) === frames.main ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate']

  session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
    if (disposition !== 'currentTab') {
      const kind = disposition === 'newWindow' ? 'new-window' : 'foreground-tab'
      if (disposition !== 'download') {
        openWindow({ url: originalOf(url), frameName: '', features: '', disposition: kind })
      }
      return
    }
    if (/^https?:/.test(url)) {
      wishes.add(frameId)
      return
    }
    // No request follows that could be held (about:, blob:, another program's scheme): stopped where it begins.
    if (!ask(wishOf(frameId), frameId, url)) void session.send('Page.stopLoading').catch(() => undefined)
  })
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    const frameName = windowName === '_blank' ? '' : windowName
    const features = windowFeatures.join(',')
    openWindow({ url: originalOf(url), frameName, features, disposition: 'foreground-tab' })
  })

  return {
    allows({ frameId, request, redirectedRequestId }) {
      if (redirectedRequestId !== undefined) return ask(['will-redirect'], frameId, request.url)
      const isMainFrame = frames.get(frameId) === frames.main
      const wished = wishes.delete(frameId)
      return (isMainFrame && !wished) || ask(wishOf(frameId), frameId, request.url)
    },
  }
}
