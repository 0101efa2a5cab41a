/** `app.commandLine`: the program's switches. https://www.electronjs.org/docs/latest/api/command-line */
import { record } from './recorded.ts'
import { StrictEmitter } from './strict.ts'

class CommandLine extends StrictEmitter implements Electron.CommandLine {
  readonly #switches = new Map<string, string>()

  constructor(argv: readonly string[]) {
    super('app.commandLine', [])
    for (const argument of argv) {
      const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/.exec(argument) ?? []
      if (name !== undefined) this.#switches.set(name, value)
    }
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value)
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }

  appendArgument(value: string): void {
    record('app.commandLine.appendArgument', value)
  }
}

export const commandLine = new CommandLine(process.argv.slice(2))
