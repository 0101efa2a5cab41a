/** Back ends that offer HTTP/2, each with a gateway before it that has two client certificates to present. */
import type { SecureServerOptions } from 'node:http2'
import type { ApiConfiguration, GatewayConfiguration } from '../configuration.ts'
import type { Limits } from '../limits.ts'
import { clientCertificate, testAuthority, type TestAuthority } from './back-end.ts'
import { api, configuration, identity } from './configure.ts'
import { echoStream, startHttp2BackEnd, type Http2BackEnd, type StreamHandler } from './http2-back-end.ts'
import { exchange, startPlane, type TestPlane } from './plane.ts'

export interface Http2Estate {
  authority: TestAuthority
  /** One API, whose calls present the certificate `one`, or `two`, or none. */
  served: (
    backEnd: { url: string },
    certificateId?: string | null,
    changes?: Partial<ApiConfiguration>,
  ) => GatewayConfiguration
  /** A back end and a gateway before it. */
  start: (
    onStream?: StreamHandler,
    options?: { options?: SecureServerOptions; limits?: Partial<Limits> },
  ) => Promise<{ backEnd: Http2BackEnd; gateway: TestPlane } & AsyncDisposable>
}

export const http2Estate = async (): Promise<Http2Estate> => {
  const authority = await testAuthority()
  const one = await clientCertificate(authority.ca, 'one')
  const two = await clientCertificate(authority.ca, 'two')

  const served: Http2Estate['served'] = ({ url }, certificateId = 'one', changes = {}) =>
    configuration(
      [api({ serviceUrl: url, trustPem: authority.ca.certificatePem, certificateId, ...changes })],
      [identity('one', one), identity('two', two)],
    )

  const start: Http2Estate['start'] = async (onStream = echoStream, { options = {}, limits = {} } = {}) => {
    const backEnd = await startHttp2BackEnd(authority, onStream, options)
    const gateway = await startPlane(served(backEnd), limits)
    return {
      backEnd,
      gateway,
      [Symbol.asyncDispose]: async () => {
        await gateway[Symbol.asyncDispose]()
        await backEnd[Symbol.asyncDispose]()
      },
    }
  }

  return { authority, served, start }
}

/** A request as it is written, on a connection of its own. */
export const raw = (gateway: TestPlane, head: string, body = ''): Promise<string> =>
  exchange(gateway.port, `${head}\r\nHost: localhost\r\nConnection: close\r\n${body}`)
