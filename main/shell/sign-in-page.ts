/**
 * Opens Microsoft's sign-in pages in the system's browser, and nothing else: the only place that opens an address.
 *
 * Guards against an address that came from elsewhere: https only, to hosts that sign people in to Azure's clouds, and
 * to the page where a device code is typed.
 */
import { shell } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import { WarifuError } from '../warifu-error.ts'
import { textsFor } from './texts.ts'

const hosts: ReadonlySet<string> = new Set([
  ...['login.microsoftonline.com', 'login.microsoftonline.us', 'login.chinacloudapi.cn'],
  ...['login.partner.microsoftonline.cn', 'login.microsoft.com', 'microsoft.com', 'www.microsoft.com'],
])

/** Fails with `sign-in-failed` for every other address. */
export async function openSignInPage(address: string): Promise<void> {
  const url = URL.parse(address)
  const trusted =
    url?.protocol === 'https:' && url.port === '' && url.username === '' && hosts.has(url.hostname)
  if (!trusted) throw new WarifuError('sign-in-failed', { reason: url?.host ?? '' })
  await shell.openExternal(url.href)
}

/** What the browser shows when somebody has signed in. */
export const signedInPage = (language: Language): string =>
  `<!doctype html><html lang="${language}"><title>Warifu</title><p>${textsFor(language).signedIn}</p></html>`
