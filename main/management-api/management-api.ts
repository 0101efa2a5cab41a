/**
 * The embedded management REST API: Azure API Management's shape over the workspace, for scripts on this machine.
 *
 * It is a door like the window's and decides nothing of its own: the same service refuses what must not be done.
 */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ManagementApiStatus } from '../../preload/contract/management-api.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { requireAllowed } from '../managed-policy/require-allowed.ts'
import type { EmbeddedService } from '../management/service.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { WarifuError } from '../warifu-error.ts'
import { answerRequest } from './answer-request.ts'
import { apiRoutes } from './apis.ts'
import { BearerToken } from './bearer-token.ts'
import { certificateRoutes } from './certificates.ts'
import { backEndRoutes } from './backends.ts'
import { operationRoutes } from './operations.ts'
import { flatCertificateRoutes } from './flat-certificates.ts'
import type { Guards } from './guards.ts'
import { openApiDocument } from './openapi.ts'
import { policyRoutes } from './policies.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Route } from './route.ts'
import { createRouter } from './router.ts'
import { serviceRoutes } from './service-entity.ts'

export interface ManagementApiOptions {
  /** With the door `rest-api`, so that the record says by which way a change came. */
  service: EmbeddedService
  /** Keeps the token's hash. */
  secrets: SecretStore
  gatewayUrl: () => string | null
  version: string
  policy?: ManagedPolicy
  onUnexpected: (reference: string, error: unknown) => void
}

export interface ManagementApi {
  readonly status: ManagementApiStatus
  /**
   * Listens on 127.0.0.1; port 0 lets the system choose. Without a token nobody is let in. Fails with
   * `management-port-taken`, `managed-by-organisation`, or as the keychain does.
   */
  start(port: number): Promise<ManagementApiStatus>
  /** Requests under way finish, for at most 5 s. */
  stop(): Promise<void>
  /** Makes a token, which is shown to nobody again; the one before is worth nothing from now on. */
  renewToken(): Promise<string>
  /** Whether a token was ever made. Fails as the keychain does. */
  hasToken(): Promise<boolean>
}

/** Far above what a script asks for; below what would keep a core busy. */
const requestsPerSecond = { burst: 200, refill: 100 }
/** Whoever has no valid token has no reason to ask often. */
const refusalsPerSecond = { burst: 20, refill: 1 }

const stopWithinMs = 5_000

export const createManagementApi = (options: ManagementApiOptions): ManagementApi => {
  const { service } = options
  const token = new BearerToken(options.secrets)
  const clock = () => performance.now()
  const guards: Guards = {
    token,
    limits: {
      known: createRateLimit(requestsPerSecond.burst, requestsPerSecond.refill, clock),
      unknown: createRateLimit(refusalsPerSecond.burst, refusalsPerSecond.refill, clock),
    },
  }
  const routes: Route[] = [
    ...serviceRoutes(options.gatewayUrl),
    ...certificateRoutes(service),
    ...apiRoutes(service),
    ...policyRoutes(service),
    ...operationRoutes(service),
    ...backEndRoutes(service),
    ...flatCertificateRoutes(service),
  ]
  const description: Route = {
    method: 'GET',
    path: '/openapi.json',
    operationId: 'OpenApi_Get',
    summary: 'This description.',
    answers: { 200: { type: 'object' } },
    handle: (call) =>
      Promise.resolve({
        status: 200,
        body: openApiDocument([...routes, description], { version: options.version, url: call.origin }),
      }),
  }
  const find = createRouter([...routes, description])
  let server: Server | null = null
  let status: ManagementApiStatus = { state: 'off' }

  const stop = async (): Promise<void> => {
    const stopping = server
    server = null
    status = { state: 'off' }
    if (stopping === null) return
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => {
        stopping.closeAllConnections()
      }, stopWithinMs)
      stopping.close(() => {
        clearTimeout(force)
        resolve()
      })
    })
  }

  return {
    get status() {
      return status
    },

    start: async (port) => {
      requireAllowed(options.policy ?? {}, 'RestApiAllowed')
      await token.load()
      if (status.state === 'running' && status.port === port) return status
      let own = 0
      const starting = createServer(
        // A connection that says nothing is not kept; an upload of 2 MB on this machine takes no time.
        { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 },
        (request, response) => {
          void answerRequest({ guards, find, onUnexpected: options.onUnexpected }, request, response, own)
        },
      )
      starting.maxConnections = 64
      await listen(starting, port)
      own = (starting.address() as AddressInfo).port
      // Only now: when the new port is taken, the old one is served as before.
      await stop()
      server = starting
      status = { state: 'running', port: own, url: `http://127.0.0.1:${own}` }
      return status
    },

    stop,
    renewToken: () => token.renew(),
    hasToken: () => token.load(),
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', () => {
      // The loopback address is always there and needs no right but for low ports: for the caller it is taken.
      reject(new WarifuError('management-port-taken', { port }))
    })
    server.listen(port, '127.0.0.1', resolve)
  })
