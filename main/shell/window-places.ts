/**
 * Where the window stood, for each arrangement of displays: on the desk with its two screens and on the way with none
 * but its own, a notebook has a window of its own each.
 */
import type { Display } from 'electron'

export interface WindowPlace {
  x?: number
  y?: number
  width: number
  height: number
  maximized: boolean
  /** 1 is the size the page was made for. */
  zoomFactor: number
}

export interface RememberedPlace extends WindowPlace {
  /** As `arrangementOf` names it. */
  displays: string
}

const most = 8

export const usualPlace: WindowPlace = { width: 1280, height: 800, maximized: false, zoomFactor: 1 }

/** Which displays there are and how they lie: their ids are others after each restart on some systems. */
export const arrangementOf = (displays: readonly Pick<Display, 'bounds' | 'scaleFactor'>[]): string =>
  displays
    .map(({ bounds: { x, y, width, height }, scaleFactor }) => `${x},${y} ${width}x${height} @${scaleFactor}`)
    .toSorted()
    .join('; ')

/** The newest first. Among displays that were never seen: the size of the last time, where the system puts it. */
export function placeAmong(remembered: readonly RememberedPlace[], arrangement: string): WindowPlace {
  const place = remembered.find(({ displays }) => displays === arrangement) ?? remembered[0]
  if (!place) return usualPlace
  const { displays, x, y, ...size } = place
  return displays === arrangement && x !== undefined && y !== undefined ? { x, y, ...size } : size
}

export const remembering = (
  remembered: readonly RememberedPlace[],
  arrangement: string,
  place: WindowPlace,
): RememberedPlace[] =>
  [
    { ...place, displays: arrangement },
    ...remembered.filter(({ displays }) => displays !== arrangement),
  ].slice(0, most)
