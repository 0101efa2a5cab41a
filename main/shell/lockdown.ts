/**
 * What no page may do, whatever it holds: navigate, open windows, embed others, ask for permissions, use the network.
 *
 * Guards against a compromised renderer. Applies to every webContents there will ever be.
 */
import { app, session } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { appEntry, appOrigin } from './app-protocol.ts'

export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** After `ready`: permissions, devices, downloads and every request that is not for our own scheme are refused. */
export function lockDownSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const own = details.url.startsWith(`${appOrigin}/`) || details.url.startsWith('devtools://')
    decide({ cancel: !own })
  })
}

/** True for the top frame of a window that shows our own page. */
export function isOwnPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.url.split(/[?#]/, 1)[0] === appEntry
}
