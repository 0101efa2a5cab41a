/** A gateway without its worker, on a port of its own, for specs. */
import { connect } from 'node:net'
import type { GatewayCall } from '../../../preload/contract/gateway.ts'
import type { GatewayConfiguration } from '../configuration.ts'
import { DataPlane } from '../data-plane.ts'
import type { Limits } from '../limits.ts'

export interface TestPlane extends AsyncDisposable {
  plane: DataPlane
  port: number
  url: string
  /** The calls recorded so far; complete after the plane was disposed of. */
  calls: GatewayCall[]
}

export const startPlane = async (
  configuration: GatewayConfiguration,
  limits: Partial<Limits> = {},
): Promise<TestPlane> => {
  const calls: GatewayCall[] = []
  const plane = new DataPlane({
    traceSecret: 'secret of this spec',
    sink: { onCalls: (batch) => calls.push(...batch.calls), onTrace: () => undefined },
    limits,
  })
  plane.apply(configuration)
  const port = await plane.listen(0)
  return { plane, port, url: `http://127.0.0.1:${port}`, calls, [Symbol.asyncDispose]: () => plane.stop() }
}

/** Sends `text` as it is and answers everything that comes back until the gateway closes. */
export const exchange = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')))
    socket.on('data', (piece) => pieces.push(piece))
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')))
    socket.on('error', reject)
  })

/** A gateway's own answer. */
export interface OwnError {
  error: { code: string; message: string; apiId?: string; detail?: string }
}

export const errorCode = (answer: string): string =>
  (JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as OwnError).error.code
