/** Files the operating system asks us to open: arguments at start, a second start's arguments, macOS's own event. */
import { app } from 'electron'
import { isAbsolute, resolve } from 'node:path'

const extensions = /\.(pfx|p12)$/iu

/** Paths among program arguments; switches and anything that is no certificate file are passed over. */
export function filesAmong(argv: readonly string[], workingFolder: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-') && extensions.test(argument))
    .map((argument) => (isAbsolute(argument) ? argument : resolve(workingFolder, argument)))
}

/** macOS tells files by an event that may come before `ready`; call this at the very start. */
export function onOpenFile(open: (path: string) => void): void {
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open(path)
  })
}
