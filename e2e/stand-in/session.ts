/**
 * `session`: what pages may do and fetch. https://www.electronjs.org/docs/latest/api/session
 *
 * All sessions share Chromium's one profile; what is their own are handlers and listeners.
 */
import { record } from './recorded.ts'
import { Protocol } from './protocol.ts'
import { missing, strict, StrictEmitter } from './strict.ts'
import { WebRequest } from './web-request.ts'

const events = ['will-download', 'preconnect', 'select-usb-device', 'select-hid-device', 'select-serial-port']

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>

export class Session extends StrictEmitter {
  readonly protocol = new Protocol()
  readonly webRequest = new WebRequest()
  permissionRequestHandler: RequestHandler | null = null
  permissionCheckHandler: CheckHandler | null = null
  readonly #partition: string

  constructor(partition: string) {
    super('Session', events)
    this.#partition = partition
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.permissionRequestHandler = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.permissionCheckHandler = handler
  }

  /** Headless Chromium offers no device, so there is nothing to ask the handler about. */
  setDevicePermissionHandler(handler: unknown): void {
    record('session.setDevicePermissionHandler', typeof handler)
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    record('session.setDisplayMediaRequestHandler', typeof handler)
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    record('session.setSpellCheckerEnabled', enabled)
  }

  setSpellCheckerLanguages(languages: string[]): void {
    record('session.setSpellCheckerLanguages', languages)
  }

  setProxy(config: Electron.ProxyConfig): Promise<void> {
    record('session.setProxy', config)
    return Promise.resolve()
  }

  /** Chromium's profile lives for one run only: there is nothing from before. */
  clearStorageData(): Promise<void> {
    return Promise.resolve()
  }

  clearCache(): Promise<void> {
    return Promise.resolve()
  }

  isPersistent(): boolean {
    return this.#partition === '' || this.#partition.startsWith('persist:')
  }
}

const sessions = new Map<string, Session>()

function sessionFor(partition: string): Session {
  const known = sessions.get(partition) ?? new Session(partition)
  sessions.set(partition, known)
  return known
}

export const defaultSession = sessionFor('')

export const session = strict(
  {
    defaultSession,
    fromPartition: (partition: string, options?: Electron.FromPartitionOptions) => {
      if (options !== undefined) throw missing('session.fromPartition: options')
      return sessionFor(partition)
    },
  },
  'session',
)
