/**
 * The gateway's thread: calls never wait for the window, nor the window for calls. It holds private keys and
 * speaks only with the main process and with back ends.
 */
import { parentPort } from 'node:worker_threads'
import type { GatewayAccess } from '../../preload/contract/gateway.ts'
import { DataPlane } from './data-plane.ts'
import { checkBackEnd } from './handshake/check-back-end.ts'
import type { FromWorker, ToWorker } from './messages.ts'

if (parentPort === null) throw new Error('The gateway worker is started by the main process.')
const port = parentPort
const tell = (message: FromWorker): void => port.postMessage(message)
let plane: DataPlane | null = null
/** One after another: each begins where the one before has come to listen. */
let listening: Promise<void> = Promise.resolve()

const onMessage = async (message: ToWorker): Promise<void> => {
  if (message.kind === 'begin') {
    plane = new DataPlane({
      traceSecret: message.traceSecret,
      limits: message.limits,
      sink: {
        onCalls: (batch) => tell({ kind: 'calls', batch }),
        onTrace: (trace, call) => tell({ kind: 'trace', trace, call }),
      },
    })
    return
  }
  if (plane === null) throw new Error('The first message is "begin".')
  switch (message.kind) {
    case 'apply':
      plane.apply(message.configuration)
      tell({ kind: 'applied', version: message.configuration.version })
      break
    case 'listen': {
      const on = plane
      listening = listening.then(() => listen(on, message))
      await listening
      break
    }
    case 'check':
      tell({ kind: 'checked', id: message.id, check: await checkBackEnd(message.target) })
      break
    case 'stop':
      await plane.stop()
      tell({ kind: 'stopped' })
      port.close()
  }
}

const listen = async (
  on: DataPlane,
  { port: wanted, access }: { port: number; access: GatewayAccess },
): Promise<void> => {
  try {
    tell({ kind: 'listening', port: await on.listen(wanted, access) })
  } catch (error) {
    tell({ kind: 'listen-failed', code: String((error as NodeJS.ErrnoException).code) })
  }
}

// A rejection ends the thread, which the main process sees and answers with a new one.
port.on('message', (message: ToWorker) => void onMessage(message))
