/**
 * Guards what Chromium lets a page do by itself: it never asks, so the program's handlers are asked ahead, once for
 * each permission that Chromium can name. Without a handler everything is granted, as Electron does: a program that
 * forgets its handler must not look safe here.
 */
import type { CdpSession } from './cdp.ts'
import type { Session } from './session.ts'
import type { WebContents } from './web-contents.ts'

type ElectronPermission = Parameters<NonNullable<Session['permissionRequestHandler']>>[1]

/** Chromium's name → Electron's. */
const permissions: readonly (readonly [string, ElectronPermission])[] = [
  ['camera', 'media'],
  ['microphone', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['display-capture', 'display-capture'],
  ['geolocation', 'geolocation'],
  ['idle-detection', 'idle-detection'],
  ['midi', 'midi'],
  ['notifications', 'notifications'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
]

/** Tells Chromium the program's decisions for `origin` (as Chromium knows it). */
export async function applyPermissions(
  root: CdpSession,
  contents: WebContents,
  origin: string,
): Promise<void> {
  const decisions = permissions.map(async ([name, permission]) => {
    const granted = await isGranted(contents, permission, origin)
    await root.send('Browser.setPermission', {
      permission: { name },
      setting: granted ? 'granted' : 'denied',
      origin,
    })
  })
  await Promise.all(decisions)
}

function isGranted(contents: WebContents, permission: ElectronPermission, origin: string): Promise<boolean> {
  const { permissionRequestHandler: ask } = contents.session
  if (ask === null) return Promise.resolve(true)
  const details = { isMainFrame: true, requestingUrl: origin }
  return new Promise((resolve) =>
    ask(contents as unknown as Electron.WebContents, permission, resolve, details),
  )
}
