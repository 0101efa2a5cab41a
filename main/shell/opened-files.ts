/** Files the operating system asks us to open: arguments at start, a second start's arguments, macOS's own event. */
import { app } from 'electron'
import { certificateExtensions } from '../../preload/contract/files.ts'
import { isAbsolute, resolve } from 'node:path'

const extensions = new RegExp(`\\.(${certificateExtensions.join('|')})$`, 'iu')

type Offer = (paths: readonly string[]) => Promise<void>

/** Keeps paths until the window can be told. Build it before `ready`: macOS may tell of a file that early. */
export class OpenedFiles {
  readonly #waiting: string[]
  #offer: Offer | undefined

  constructor(argv: readonly string[], workingFolder: string) {
    this.#waiting = filesAmong(argv, workingFolder)
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.#add([path])
    })
  }

  /** The arguments of a second start. */
  add(argv: readonly string[], workingFolder: string): void {
    this.#add(filesAmong(argv, workingFolder))
  }

  /** Offers what has waited, and from now on whatever comes. */
  offerTo(offer: Offer): void {
    this.#offer = offer
    this.#add([])
  }

  #add(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (this.#offer && this.#waiting.length > 0) void this.#offer(this.#waiting.splice(0))
  }
}

/** Paths among program arguments; switches and anything that is no certificate file are passed over. */
function filesAmong(argv: readonly string[], workingFolder: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-') && extensions.test(argument))
    .map((argument) => (isAbsolute(argument) ? argument : resolve(workingFolder, argument)))
}
