/** Finds the Chromium that the stand-in drives, and gets one where there is none. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { chromium } from 'playwright'

/** `window`: one that people look at. */
export type Purpose = 'headless' | 'window'

/** The path of a Chrome, Edge or Chromium on this machine; `WARIFU_CHROMIUM` wins over all others. */
export function findChromium(
  purpose: Purpose = 'headless',
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return candidates(purpose, environment).find((path) => path !== '' && existsSync(path))
}

/**
 * Chromium without the browser around it (old headless, a Debian package), as Electron is: started with a third of
 * the work. It has no window.
 */
const shell = 'chromium-headless-shell'

/** The places to look, best first. Playwright's own comes before the system's: it is the version it was made for. */
function candidates(purpose: Purpose, environment: NodeJS.ProcessEnv): string[] {
  const chosen = environment['WARIFU_CHROMIUM']
  // A choice that is not there must not be silently replaced by something else.
  if (chosen !== undefined && chosen !== '') return [chosen]
  return [chromium.executablePath(), ...installed(purpose, environment)]
}

function installed(purpose: Purpose, environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
      const folder = environment[name]
      if (folder === undefined) return []
      return ['Google\\Chrome', 'Microsoft\\Edge', 'Chromium'].map((product) =>
        join(folder, product, 'Application', product === 'Microsoft\\Edge' ? 'msedge.exe' : 'chrome.exe'),
      )
    })
  }
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      ['/Applications', join(environment['HOME'] ?? '', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    )
  }
  const names = [
    ...(purpose === 'headless' ? [shell] : []),
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium',
  ]
  const folders = [...(environment['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return [...names, 'chromium-browser'].flatMap((name) =>
    folders.filter((folder) => folder !== '').map((folder) => join(folder, name)),
  )
}

/**
 * Gets a Chromium: Playwright's own install, tried once, then the distribution's package (Debian, as root).
 *
 * @param log told what is being done, for it can take minutes
 * @returns the executable's path
 * @throws Error that says exactly what to do, where neither is possible
 */
export async function installChromium(purpose: Purpose, log: (line: string) => void): Promise<string> {
  log("No Chrome, Edge or Chromium found: getting Playwright's own (about 170 MB)…")
  const playwright = join(
    dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
    'cli.js',
  )
  await run(process.execPath, [playwright, 'install', 'chromium'], log)
  const own = findChromium(purpose)
  if (own !== undefined) return own

  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    log("Playwright's download failed; installing the distribution's…")
    await run('apt-get', ['update'], log)
    for (const name of purpose === 'headless' ? [shell, 'chromium'] : ['chromium']) {
      // The Noto fonts, since without them every Japanese character is an empty box.
      await run('apt-get', ['install', '-y', '--no-install-recommends', name, 'fonts-noto-cjk'], log)
      const packaged = findChromium(purpose)
      if (packaged !== undefined) return packaged
    }
  }
  throw new Error(
    'No Chromium, and none could be fetched. Install Google Chrome, Microsoft Edge or Chromium (on Debian or ' +
      'Ubuntu: sudo apt-get install chromium fonts-noto-cjk), or set WARIFU_CHROMIUM to the path of one, and try again.',
  )
}

/** Runs a command to its end. A failure is only told: what counts is whether a Chromium is there afterwards. */
function run(command: string, parameters: string[], log: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.on('error', (error) => {
      log(`${command}: ${error.message}`)
      resolve()
    })
    child.on('close', (code) => {
      // A stack trace says nothing to whoever starts the program: the line that names the error does.
      const reason =
        said.split('\n').find((line) => /error|E:/iu.test(line)) ?? `it ended with ${code ?? 'a signal'}`
      if (code !== 0) log(`${basename(command)} failed: ${reason.trim()}`)
      resolve()
    })
  })
}
