/** How a page looks: its size, zoom, colour scheme and language, set the way DevTools sets them. */
import type { CdpSession } from './cdp.ts'
import { options } from './state.ts'

export type Size = { width: number; height: number }

/**
 * Headless Chromium draws tabs and an address bar into its window's height; here a window has only the page, so the
 * page is given the window's size. Zoom divides the layout by the factor and multiplies the pixels, as zoom does.
 */
export async function showAt(session: CdpSession, size: Size, zoom: number): Promise<void> {
  const shown = options.headless ? size : { width: 0, height: 0 }
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(shown.width / zoom),
    height: Math.round(shown.height / zoom),
    deviceScaleFactor: zoom === 1 ? 0 : zoom,
    mobile: false,
  })
}

/** @param scheme undefined leaves it to the system */
export async function useColorScheme(
  session: CdpSession,
  scheme: 'light' | 'dark' | undefined,
): Promise<void> {
  const features = scheme === undefined ? [] : [{ name: 'prefers-color-scheme', value: scheme }]
  await session.send('Emulation.setEmulatedMedia', { features })
}

/** `--lang` alone does not reach the page where the distribution packs Chromium's languages apart. */
export async function useLanguage(
  session: CdpSession,
  locale: string | undefined,
  userAgent: string,
): Promise<void> {
  if (locale === undefined) return
  await Promise.all([
    session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: locale }),
    session.send('Emulation.setLocaleOverride', { locale }),
  ])
}
