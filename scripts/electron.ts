/** Electron's binary: there, or downloaded once, or not to be had on this machine. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { root, say } from './commands.ts'

/** About 120 MB; a minute on a slow line, and no machine should wait for ever. */
const downloadMinutes = 5

/**
 * Electron's program; undefined where its own download fails, which is said in one line.
 *
 * `ELECTRON_MIRROR` is honoured by the download itself, `HTTPS_PROXY` and its like by Node.
 */
export const findOrDownloadElectron = async (): Promise<string | undefined> => {
  const found = electronBinary()
  if (found !== undefined) return found
  say(`Electron's program is not here yet: downloading it (at most ${downloadMinutes} minutes)…`)
  const hindrance = await download()
  if (hindrance === null) return electronBinary()
  say(`Electron cannot be downloaded here (${hindrance}).`)
  return undefined
}

/** Null when it worked, else the reason in a few words. */
const download = (): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules', 'electron', 'install.js')],
      { env: { ...process.env, NODE_USE_ENV_PROXY: '1' }, timeout: downloadMinutes * 60_000 },
      (error, _stdout, stderr) => {
        if (!error) resolve(null)
        else if (error.killed) resolve(`it took more than ${downloadMinutes} minutes`)
        else resolve(inWords(stderr.trim().split('\n', 1)[0] ?? 'no reason given'))
      },
    )
  })

/** Of a connection that was not made, `fetch` tells the reason apart, and the download does not pass it on. */
const inWords = (said: string): string =>
  said === 'TypeError: fetch failed'
    ? `${process.env['ELECTRON_MIRROR'] ?? 'github.com'} was not reached`
    : said
