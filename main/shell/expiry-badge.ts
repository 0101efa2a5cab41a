/** The mark at the program's icon: how many certificates that calls depend on have ended, or end within days. */
import { app, nativeImage } from 'electron'
import type { BrowserWindow } from 'electron'
import { urgentDays, type Language } from '../../preload/contract/preferences.ts'
import type { CertificateEnd } from '../management/service.ts'
import { textsFor } from './texts.ts'

const day = 86_400_000

/** How many of `presented` Home calls urgent because of their end. */
export const urgentExpiries = (
  presented: readonly CertificateEnd[],
  thresholds: readonly number[],
  now: Date,
): number =>
  presented.filter(
    ({ replacedBy, notAfter }) =>
      replacedBy === undefined && Date.parse(notAfter) - now.getTime() < urgentDays(thresholds) * day,
  ).length

/**
 * macOS and some Linux docks show the number; Windows shows a picture of ours at the taskbar's button, and reads the
 * number out.
 *
 * @param window undefined where none is open: then Windows has no button either
 */
export function showExpiryBadge(window: BrowserWindow | undefined, count: number, language: Language): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count)
    return
  }
  if (!window || window.isDestroyed()) return
  const texts = textsFor(language)
  const words = count === 1 ? texts.urgentExpiry : texts.urgentExpiries.replace('{n}', String(count))
  if (count === 0) window.setOverlayIcon(null, '')
  else window.setOverlayIcon(mark(), words)
}

/** Twice the 16 pixels that Windows shows at 100 %. */
const size = 32

/** A disc in the danger colour of the light theme (`--danger` in renderer/styles), its edge smoothed. */
function mark(): Electron.NativeImage {
  const bitmap = Buffer.alloc(size * size * 4)
  const centre = (size - 1) / 2
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = Math.min(1, Math.max(0, centre + 0.5 - Math.hypot(x - centre, y - centre)))
      // BGRA with the colours multiplied by alpha, as Skia keeps them.
      bitmap.set(
        [0x18, 0x2a, 0xb0, 0xff].map((part) => Math.round(part * inside)),
        (y * size + x) * 4,
      )
    }
  }
  return nativeImage.createFromBitmap(bitmap, { width: size, height: size, scaleFactor: 2 })
}
