/** The tree of a page's frames, kept up to date from Chromium's events. */
import type { CdpSession } from './cdp.ts'
import { originalOf } from './scheme-twin.ts'
import { WebFrameMain } from './web-frame-main.ts'

export type Frames = { readonly main: WebFrameMain; get(id: string): WebFrameMain | undefined }

/** @param mainId a page's main frame has the id of its target */
export function trackFrames(session: CdpSession, main: WebFrameMain, mainId: string): Frames {
  const frames = new Map([[mainId, main]])
  const get = (id: string, parentId?: string): WebFrameMain => {
    const known = frames.get(id)
    if (known) return known
    const frame = new WebFrameMain(frames.get(parentId ?? mainId) ?? main)
    frames.set(id, frame)
    return frame
  }
  session.on('Page.frameAttached', ({ frameId, parentFrameId }) => get(frameId, parentFrameId))
  session.on('Page.frameNavigated', ({ frame }) => {
    const known = get(frame.id, frame.parentId)
    known.url = originalOf(frame.url + (frame.urlFragment ?? ''))
    known.name = frame.name ?? ''
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    get(frameId).url = originalOf(url)
  })
  session.on('Page.frameDetached', ({ frameId, reason }) => {
    const frame = frames.get(frameId)
    if (frame === undefined || reason !== 'remove') return
    frame.detached = true
    frames.delete(frameId)
    frame.parent?.frames.splice(frame.parent.frames.indexOf(frame), 1)
  })
  return { main, get: (id) => frames.get(id) }
}
