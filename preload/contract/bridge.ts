/** What the contract makes of `Requests` and `Events` for either side of the conversation. */
import type { Result } from './errors.ts'
import type { byPath } from './channels.ts'
import type { HeldFile, OfferedFiles } from './files.ts'
import type { Events } from './events.ts'
import type { Requests } from './requests.ts'

export type Feature = keyof Requests
export type Method<F extends Feature> = Extract<keyof Requests[F], string>

type AnyMethod = (...request: never[]) => unknown

/** One method per channel; expected failures come back as values. */
export type BridgeRequests = {
  [F in Feature]: {
    [M in keyof Requests[F]]: Requests[F][M] extends (...request: infer Request) => infer Answer
      ? (...request: Request) => Promise<Result<Answer>>
      : never
  }
}

/** The main process's side: one handler per channel, which may fail with a `WarifuError`. */
export type Handlers = {
  [F in Feature]: {
    [M in keyof Requests[F]]: Requests[F][M] extends AnyMethod
      ? (
          ...request: Parameters<Requests[F][M]>
        ) => Promise<ReturnType<Requests[F][M]>> | ReturnType<Requests[F][M]>
      : never
  }
}

/**
 * `window.warifu`. Listeners answer with the function that ends them.
 *
 * A path is never taken from the page: `dropFile` and `dropFolder` take the DOM `File`, and only the preload can turn it
 * into one.
 */
export interface Bridge extends Omit<BridgeRequests, 'files'> {
  files: Omit<BridgeRequests['files'], (typeof byPath)[number]>
  dropFile: (file: File) => Promise<Result<HeldFile>>
  dropFolder: (folder: File) => Promise<Result<OfferedFiles>>
  events: { [E in keyof Events as `on${Capitalize<E>}`]: (listener: Events[E]) => () => void }
}
