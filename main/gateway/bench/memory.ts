/** How much memory the gateway takes while much passes through it, or many connections rest on it. */
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { GatewayProcess } from './proxies.ts'

const mebibyte = 1024 * 1024
export const transferredMebibytes = 1024
export const idleConnections = 5000

/** Highest growth in MiB while `work` runs. */
const growth = async (gateway: GatewayProcess, work: () => Promise<void>): Promise<number> => {
  const before = await gateway.memory()
  let peak = before
  const measured = async (): Promise<void> => {
    peak = Math.max(peak, await gateway.memory())
  }
  const sampler = setInterval(() => void measured(), 250)
  await work().finally(() => clearInterval(sampler))
  await measured()
  return peak - before
}

const headers = { 'x-key': 'bench' }

export const uploadGrowth = (gateway: GatewayProcess): Promise<number> =>
  growth(gateway, async () => {
    const piece = Buffer.alloc(mebibyte)
    const call = request({ port: gateway.port, path: '/orders/upload', method: 'POST', headers })
    const answered = once(call, 'response') as Promise<[IncomingMessage]>
    for (let sent = 0; sent < transferredMebibytes; sent++) if (!call.write(piece)) await once(call, 'drain')
    call.end()
    const [response] = await answered
    if (response.statusCode !== 200) throw new Error(`The upload was answered ${response.statusCode ?? 0}.`)
    response.resume()
    await once(response, 'end')
  })

/** `path` names a file of `transferredMebibytes` at the back end. */
export const downloadGrowth = (gateway: GatewayProcess, path: string): Promise<number> =>
  growth(gateway, async () => {
    const call = request({ port: gateway.port, path, headers }).end()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    let bytes = 0
    for await (const piece of response as AsyncIterable<Buffer>) bytes += piece.length
    if (bytes !== transferredMebibytes * mebibyte) throw new Error(`The download was ${bytes} bytes.`)
  })

export const idleGrowth = async (gateway: GatewayProcess): Promise<number> => {
  const sockets: Socket[] = []
  const grown = await growth(gateway, async () => {
    while (sockets.length < idleConnections) {
      const more = Array.from({ length: 250 }, () => connect(gateway.port, '127.0.0.1'))
      await Promise.all(more.map((socket) => once(socket, 'connect')))
      sockets.push(...more)
    }
  })
  for (const socket of sockets) socket.destroy()
  return grown
}
