/**
 * Whether a call was meant for this gateway.
 *
 * Guards back ends against web pages: a page whose name was made to point to this machine (DNS rebinding) reaches the
 * gateway as that name's origin, and would otherwise read what the client certificate opens. Its `Host` betrays it.
 */
import { isIP } from 'node:net'
import { isLoopback, type GatewayAccess } from '../../preload/contract/gateway.ts'

/** @param host the request's `Host`; empty where HTTP/1.0 has none, which no browser sends */
export type HostCheck = (host: string) => boolean

/** RFC 6761, 6.3: `localhost` and the names below it are this machine's; so are its loopback addresses. */
const loopbackHost = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?(:\d{1,5})?$/iu
/** A name or an address, without brackets, the root's dot and the port. */
const anyHost = /^(?:\[([0-9a-f:.]+)\]|([^:[\]@]+?)\.?)(?::\d{1,5})?$/iu

const isLoopbackHost: HostCheck = (host) => host === '' || loopbackHost.test(host)

/**
 * On a loopback address the names of loopback are this gateway's own. Elsewhere also `hostName`, the names that were
 * listed, and every IP address: no name leads there, so none can be rebound, and behind a translating router the
 * address that clients call is none of this machine's.
 */
export function hostCheck({ address, hosts }: GatewayAccess, hostName: string): HostCheck {
  if (isLoopback(address)) return isLoopbackHost
  const names = new Set([hostName, ...hosts].map((name) => name.toLowerCase()))
  return (host) => {
    if (isLoopbackHost(host)) return true
    const [, ipv6, name] = anyHost.exec(host) ?? []
    if (ipv6 !== undefined) return isIP(ipv6) === 6
    return name !== undefined && (isIP(name) === 4 || names.has(name.toLowerCase()))
  }
}
