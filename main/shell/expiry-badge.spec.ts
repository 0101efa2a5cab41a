import type { BrowserWindow } from 'electron'
import { afterEach, expect, it, vi } from 'vitest'
import type { CertificateEnd } from '../management/service.ts'
import { showExpiryBadge, urgentExpiries } from './expiry-badge.ts'

const { setBadgeCount, createFromBitmap } = vi.hoisted(() => ({
  setBadgeCount: vi.fn<(count: number) => boolean>(),
  createFromBitmap: vi.fn<(bitmap: Buffer, size: { width: number; height: number }) => string>(() => 'mark'),
}))
vi.mock('electron', () => ({ app: { setBadgeCount }, nativeImage: { createFromBitmap } }))
afterEach(() => vi.unstubAllGlobals())

const now = new Date('2026-05-10T09:00:00Z')
const certificate = (days: number, changes: Partial<CertificateEnd> = {}) =>
  ({ notAfter: new Date(now.getTime() + days * 86_400_000).toISOString(), ...changes }) as CertificateEnd

it('counts what has ended, or ends within the shorter half of the thresholds', () => {
  const counted = [certificate(-3), certificate(6.5)]
  const others = [
    certificate(7.5),
    certificate(2, { replacedBy: { certificateId: 'certificate-2', at: now.toISOString() } }),
  ]
  expect(urgentExpiries([...counted, ...others], [30, 7], now)).toBe(2)
})

it('is a number where the system shows numbers', () => {
  vi.stubGlobal('process', { ...process, platform: 'darwin' })
  showExpiryBadge(undefined, 3, 'en')
  expect(setBadgeCount).toHaveBeenLastCalledWith(3)
})

it('is a disc with words at the button of Windows’ taskbar, and goes again', () => {
  vi.stubGlobal('process', { ...process, platform: 'win32' })
  const setOverlayIcon = vi.fn<(image: unknown, words: string) => void>()
  const window = { isDestroyed: () => false, setOverlayIcon } as unknown as BrowserWindow
  showExpiryBadge(window, 2, 'en')
  expect(setOverlayIcon).toHaveBeenLastCalledWith(
    'mark',
    '2 certificates in use have ended or end within days',
  )
  const [bitmap, { width, height }] = createFromBitmap.mock.lastCall ?? [
    Buffer.alloc(0),
    { width: 0, height: 0 },
  ]
  expect(bitmap).toHaveLength(width * height * 4)
  expect([...bitmap.subarray(0, 4)]).toEqual([0, 0, 0, 0])
  expect(bitmap.at(((height / 2) * width + width / 2) * 4 + 3)).toBe(255)
  showExpiryBadge(window, 0, 'ja')
  expect(setOverlayIcon).toHaveBeenLastCalledWith(null, '')
})
