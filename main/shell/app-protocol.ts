/**
 * `app://warifu/…`: the only origin the window ever shows.
 *
 * Guards what the page can load. The built renderer's files are listed once at start; a request for anything that
 * is not on the list, however its path is written, is answered 404. `file://` is never used: it would give the
 * page an origin that reaches the whole disk.
 */
import { protocol } from 'electron'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { contentSecurityPolicy } from './content-security-policy.ts'

export const appOrigin = 'app://warifu'
export const appEntry = `${appOrigin}/index.html`

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Must run before the program is ready: Electron fixes the privileges of schemes then. `codeCache` is not among them:
 * the window would start sooner, but from compiled scripts in the user's folder, whose integrity nothing checks.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

/** Serves the files below `folder` (the built renderer), found once. */
export function serveApp(folder: string): void {
  const files = listFiles(folder)
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = url.host === 'warifu' && request.method === 'GET' ? files.get(url.pathname) : undefined
    if (!file) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    })
  })
}

function listFiles(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return ['/' + relative(folder, path).split(sep).join('/'), path]
    }),
  )
}
