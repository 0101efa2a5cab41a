/** The gateway as the program runs it: a worker of its own, records of calls followed, header policies applied. */
import { createGateway } from '../gateway.ts'
import { spawnWorkerFromSource } from '../spawn-worker.ts'
import { api, configuration } from '../testing/configure.ts'
import type { ProxySettings } from './proxies.ts'

const gateway = createGateway({ spawnWorker: spawnWorkerFromSource })
gateway.onCalls(() => undefined)

const apply = ({ serviceUrl, trustPem, clients }: ProxySettings, commonName: string): Promise<void> =>
  gateway.apply(
    configuration(
      [
        api({
          serviceUrl,
          trustPem,
          path: 'orders',
          certificateId: commonName,
          inbound: [
            {
              policy: 'check-header',
              name: 'X-Key',
              values: ['bench'],
              ignoreCase: true,
              failedCheckHttpCode: 401,
              failedCheckErrorMessage: 'No key',
            },
            { policy: 'set-header', name: 'X-Environment', existsAction: 'override', values: ['production'] },
          ],
          outbound: [{ policy: 'set-header', name: 'Server', existsAction: 'delete', values: [] }],
        }),
      ],
      clients.map((client) => ({
        ...client,
        certificateId: client.commonName,
        subject: `CN=${client.commonName}`,
        thumbprint: '',
      })),
    ),
  )

const onMessage = async (message: unknown): Promise<void> => {
  if (message === 'memory') {
    globalThis.gc?.()
    process.send?.(process.memoryUsage().rss / 1024 / 1024)
  } else if (message === 'switch') {
    presented = (presented + 1) % 2
    const { commonName } = settings.clients[presented] ?? { commonName: '' }
    await apply(settings, commonName)
    process.send?.(commonName)
  }
}

let presented = 0
const settings = await new Promise<ProxySettings>((resolve) =>
  process.once('message', (message) => resolve(message as ProxySettings)),
)
await gateway.start(0)
await apply(settings, settings.clients[0]?.commonName ?? '')
process.on('message', (message) => void onMessage(message))
process.send?.(gateway.status.port)
