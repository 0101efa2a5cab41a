import { createServer, type AddressInfo } from 'node:net'
import { listenHost } from './listen-address.ts'

/** This machine alone, in IPv4, which every client has. */
export const loopback = '127.0.0.1'

/** A port of `address` that is free now: one of the next few after `taken`, else any. */
export const freePort = async (taken: number, address = loopback): Promise<number> => {
  for (let port = taken + 1; port <= Math.min(taken + 10, 65_535); port++) {
    if ((await tryPort(port, address)) !== null) return port
  }
  const port = await tryPort(0, address)
  if (port === null) throw new Error(`No port of ${address} is free.`)
  return port
}

const tryPort = (port: number, address: string): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ port, ...listenHost(address) }, () => {
      // A server that listens on TCP has an address of this form.
      const { port: found } = server.address() as AddressInfo
      server.close(() => resolve(found))
    })
  })
