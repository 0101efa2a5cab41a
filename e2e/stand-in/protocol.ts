/** `protocol`: the program's own schemes, answered by its handlers. https://www.electronjs.org/docs/latest/api/protocol */
import { isReady } from './lifecycle.ts'
import { missing, onlyOptions, StrictEmitter } from './strict.ts'

export type Handler = (request: Request) => Response | Promise<Response>

const privileged = new Map<string, Electron.Privileges>()
const knownPrivileges = ['standard', 'secure', 'supportFetchAPI', 'corsEnabled', 'stream', 'codeCache']

/** The schemes that Chromium meets as a twin (scheme-twin.ts). */
export const privilegedSchemes = (): string[] => [...privileged.keys()]

export const mayFetch = (scheme: string): boolean => privileged.get(scheme)?.supportFetchAPI === true

type Has = 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'

export class Protocol extends StrictEmitter implements Pick<Electron.Protocol, Has> {
  readonly #handlers = new Map<string, Handler>()

  constructor() {
    super('protocol', [])
  }

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) {
      onlyOptions(privileges, knownPrivileges, `protocol.registerSchemesAsPrivileged(${scheme})`)
      if (privileges?.standard !== true || privileges.secure !== true) {
        throw missing(`A scheme that is not standard and secure (${scheme})`)
      }
      privileged.set(scheme, privileges)
    }
  }

  handle(scheme: string, handler: Handler): void {
    if (!privileged.has(scheme)) throw missing(`protocol.handle for a scheme without privileges (${scheme})`)
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    this.#handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  handlerFor(scheme: string): Handler | undefined {
    return this.#handlers.get(scheme)
  }
}
