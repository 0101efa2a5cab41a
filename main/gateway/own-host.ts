/**
 * Whether a call was meant for this gateway.
 *
 * Guards back ends against web pages: a page whose name was made to point to 127.0.0.1 (DNS rebinding) reaches the
 * gateway as that name's origin, and would otherwise read what the client certificate opens. Its `Host` betrays it.
 */

/** RFC 6761, 6.3: `localhost` and the names below it are this machine's; so are its loopback addresses. */
const loopbackHost = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?(:\d{1,5})?$/iu

/** @param host the request's `Host`; empty where HTTP/1.0 has none, which no browser sends */
export const isOwnHost = (host: string): boolean => host === '' || loopbackHost.test(host)
