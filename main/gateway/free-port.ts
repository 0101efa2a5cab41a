import { createServer, type AddressInfo } from 'node:net'

/** A port of 127.0.0.1 that is free now: one of the next few after `taken`, else any. */
export const freePort = async (taken: number): Promise<number> => {
  for (let port = taken + 1; port <= Math.min(taken + 10, 65_535); port++) {
    if ((await tryPort(port)) !== null) return port
  }
  const port = await tryPort(0)
  if (port === null) throw new Error('No port of 127.0.0.1 is free.')
  return port
}

const tryPort = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      // A server that listens on TCP has an address of this form.
      const { port: found } = server.address() as AddressInfo
      server.close(() => resolve(found))
    })
  })
