/**
 * `shell`: opens things with the system's programs. https://www.electronjs.org/docs/latest/api/shell
 *
 * Headless nothing is opened; a test sees in the record what would have been.
 */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { record } from './recorded.ts'
import { options as standIn } from './state.ts'
import { missing, strict } from './strict.ts'

/** The program that opens an address or a path, without a shell that would read it as anything else. */
const opener: Partial<Record<NodeJS.Platform, [command: string, ...parameters: string[]]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
  linux: ['xdg-open'],
}

function open(api: string, target: string): void {
  record(api, target)
  const [command, ...parameters] = opener[process.platform] ?? []
  if (standIn.headless || command === undefined) return
  spawn(command, [...parameters, target], { detached: true, stdio: 'ignore' })
    .on('error', console.error)
    .unref()
}

export const shell = strict(
  {
    openExternal(url: string): Promise<void> {
      open('shell.openExternal', url)
      return Promise.resolve()
    },
    openPath(path: string): Promise<string> {
      open('shell.openPath', path)
      return Promise.resolve('')
    },
    showItemInFolder(path: string): void {
      open('shell.showItemInFolder', dirname(path))
    },
    trashItem(path: string): Promise<void> {
      record('shell.trashItem', path)
      return standIn.headless ? Promise.resolve() : Promise.reject(missing('shell.trashItem in a window'))
    },
    beep(): void {
      record('shell.beep')
    },
  },
  'shell',
)
