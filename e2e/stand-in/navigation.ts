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
import type { WebFrameMain } from './web-frame-main.ts'

type Emit = (name: string, ...parameters: unknown[]) => void

export type WindowOpen = { url: string; frameName: string; features: string; disposition: string }

export type Navigation = {
  /** Whether the request for a document may go on. */
  allows(request: Protocol.Fetch.requestPausedPayload): boolean
  /** The page wants to go where no request leads; see preload-world.ts. */
  wish(url: string): void
}

export function guardNavigation(
  session: CdpSession,
  frames: Frames,
  emit: Emit,
  openWindow: (wish: WindowOpen) => void,
): Navigation {
  /** Frame → the address that its page wants to go to. */
  const wishes = new Map<string, string>()

  const ask = (names: readonly string[], frame: WebFrameMain | null, url: string): boolean => {
    const isMainFrame = frame === frames.main
    const details = { url: originalOf(url), isSameDocument: false, isMainFrame, frame, initiator: frame }
    return names.every((name) => {
      const event = electronEvent(details)
      emit(name, event, details.url, false, isMainFrame, frame?.processId, frame?.routingId)
      return !event.defaultPrevented
    })
  }
  const askMainFrame = (url: string): boolean =>
    ask(['will-frame-navigate', 'will-navigate'], frames.main, url)

  session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
    if (disposition !== 'currentTab') {
      const kind = disposition === 'newWindow' ? 'new-window' : 'foreground-tab'
      if (disposition !== 'download') {
        openWindow({ url: originalOf(url), frameName: '', features: '', disposition: kind })
      }
      return
    }
    wishes.set(frameId, url)
  })
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    const frameName = windowName === '_blank' ? '' : windowName
    const features = windowFeatures.join(',')
    openWindow({ url: originalOf(url), frameName, features, disposition: 'foreground-tab' })
  })

  return {
    wish(url) {
      if (!askMainFrame(url)) return
      void session.send('Page.navigate', { url }).catch(() => undefined)
    },
    allows({ frameId, request, redirectedRequestId }) {
      const url = request.url + (request.urlFragment ?? '')
      const frame = frames.get(frameId) ?? null
      if (redirectedRequestId !== undefined) return ask(['will-redirect'], frame, url)
      if (frame !== frames.main) return ask(['will-frame-navigate'], frame, url)
      const wished = wishes.get(frameId) === url
      wishes.delete(frameId)
      return !wished || askMainFrame(url)
    },
  }
}
