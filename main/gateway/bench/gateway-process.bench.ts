/** The gateway as the program runs it: a worker of its own, records of calls followed, header policies applied. */
import { X509Certificate } from 'node:crypto'
import { createGateway } from '../gateway.ts'
import { spawnWorkerFromSource } from '../spawn-worker.ts'
import { api, configuration } from '../testing/configure.ts'
import type { ProxySettings } from './proxies.ts'

process.once('message', (settings) => void serve(settings as ProxySettings))

const serve = async ({
  serviceUrl,
  trustPem,
  certificatePem,
  privateKeyPem,
}: ProxySettings): Promise<void> => {
  const gateway = createGateway({ spawnWorker: spawnWorkerFromSource })
  gateway.onCalls(() => undefined)
  const { subject, fingerprint } = new X509Certificate(certificatePem)
  const thumbprint = fingerprint.replaceAll(':', '')
  await gateway.start(0)
  await gateway.apply(
    configuration(
      [
        api({
          serviceUrl,
          trustPem,
          path: 'orders',
          certificateId: 'client',
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
      [{ certificateId: 'client', subject, thumbprint, certificatePem, privateKeyPem }],
    ),
  )
  process.send?.(gateway.status.port)
}
