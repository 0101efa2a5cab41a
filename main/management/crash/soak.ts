/**
 * Uploads, binds, calls, and deletes for good, over and over, and measures what a leak would make grow: open
 * handles, memory, and the size of the database.
 *
 * The program is the real one without its window: its decoder's process, its gateway's worker, and every call goes
 * through the gateway to a back end that refuses whoever presents no certificate.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { forkWithNode } from '../../certificates/fork-decoder.ts'
import { writePfx } from '../../certificates/pfx-writer.ts'
import { clientCertificate, testAuthority } from '../../gateway/testing/back-end.ts'
import type { BackEndFiles, TestAuthority } from '../../gateway/testing/back-end.ts'
import { createProgram } from '../../program.ts'
import type { Program } from '../../program.ts'
import type { CertificateUpload } from '../service.ts'
import { createFolderSecretStore } from './folder-secret-store.ts'
import { dataFolder, secretsFolder } from './world.ts'

export interface SoakSample {
  cycles: number
  /** File descriptors of this process; 0 where the system does not tell. */
  handles: number
  /** Bytes of JavaScript heap in use after a collection, of the gateway's worker too. */
  heap: number
  /** Bytes resident, the gateway's worker included. */
  resident: number
  /** Bytes of the database without the record, which grows on purpose. */
  database: number
}

export interface SoakOptions {
  /** An empty folder. */
  world: string
  cycles: number
  /** Measured this often, evenly. */
  samples: number
  onSample?: (sample: SoakSample) => void
}

/** What may grow between the first sample and the last, as a factor. */
const tolerance = 1.05

const figures = ['handles', 'heap', 'resident', 'database'] as const
export type SoakFigure = (typeof figures)[number]

/** Which figures grew by more than 5 % from the first sample to the last. */
export const grown = (samples: readonly SoakSample[]): SoakFigure[] => {
  const [first] = samples
  const last = samples.at(-1)
  if (first === undefined || last === undefined || first === last)
    throw new Error('too few cycles to measure')
  return figures.filter((figure) => last[figure] > first[figure] * tolerance)
}

const openHandles = (): number =>
  process.platform === 'linux' ? readdirSync('/proc/self/fd').length : process.getActiveResourcesInfo().length

/** What is in use after collections, here and in the gateway's worker. Needs `--expose-gc`. */
const collected = async (worker: MessagePort): Promise<{ heap: number; resident: number }> => {
  worker.postMessage('collect')
  const [heapOfWorker] = (await once(worker, 'message')) as [number]
  // Twice: the first collection queues finalizers that free more.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return { heap: heapUsed + heapOfWorker, resident: rss }
}

const spawnSoakWorker = (collections: MessagePort): Worker =>
  new Worker(new URL('./soak-worker.ts', import.meta.url), {
    workerData: { collections },
    transferList: [collections],
  })

const openProgram = (world: string, collections: MessagePort): Promise<Program> =>
  createProgram({
    dataFolder: dataFolder(world),
    secretsFor: () => createFolderSecretStore(secretsFolder(world)),
    forkDecoder: () => forkWithNode(),
    spawnGatewayWorker: () => spawnSoakWorker(collections),
    onChange: () => undefined,
    onCalls: () => undefined,
    version: '0.0.0',
    policy: {},
    onUnexpected: (_reference, error) => {
      throw error
    },
    onAuditFailure: (error) => {
      throw error
    },
  })

/** What the authority issued to `c0`, `c1`, …, as files with passwords. */
const issueUploads = (authority: TestAuthority, count: number): Promise<CertificateUpload[]> =>
  Promise.all(
    Array.from({ length: count }, async (_none, number) => {
      const issued = await clientCertificate(authority.ca, `c${number}`)
      const password = `password of c${number}`
      const pfx = writePfx({ privateKey: issued.privateKey, certificates: [issued.certificateDer], password })
      return { pfx, password, identity: 0 }
    }),
  )

const startSoakBackEnd = async ({
  ca,
  server,
}: TestAuthority): Promise<AsyncDisposable & { url: string }> => {
  const child = fork(fileURLToPath(new URL('./soak-back-end.ts', import.meta.url)))
  child.send({
    ca: { certificatePem: ca.certificatePem },
    server: { certificatePem: server.certificatePem, privateKeyPem: server.privateKeyPem },
  } satisfies BackEndFiles)
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.kill()) await once(child, 'exit')
    },
  }
}

/** Calls the API once and throws unless its back end saw the certificate with that common name. */
const call = (url: string, agent: Agent, commonName: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.once('end', () => {
        const seen = response.statusCode === 200 ? (JSON.parse(body) as { subject: string }).subject : body
        if (seen === commonName) resolve()
        else reject(new Error(`the back end saw ${seen} instead of ${commonName} (${response.statusCode})`))
      })
    })
    request.once('error', reject)
  })

/** @returns the samples; the first is taken after a tenth of the cycles, when caches are filled */
export const soak = async ({ world, cycles, samples, onSample }: SoakOptions): Promise<SoakSample[]> => {
  const authority = await testAuthority()
  const uploads = await issueUploads(authority, 4)
  await using backEnd = await startSoakBackEnd(authority)
  const { port1: worker, port2: collections } = new MessageChannel()
  const program = await openProgram(world, collections)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { service, gateway, workspace } = program
  await gateway.start(0)
  if (gateway.status.state !== 'running') throw new Error('the gateway does not run')
  const url = `${gateway.status.url}/orders/1`
  const api = await service.apis.create({
    ...{ displayName: 'Orders', path: 'orders', serviceUrl: backEnd.url },
    trust: { name: 'ca.pem', pem: authority.ca.certificatePem },
  })

  const cycle = async (number: number): Promise<void> => {
    const upload = uploads[number % uploads.length]
    if (upload === undefined) throw new Error('no uploads')
    const { id, commonName } = await service.certificates.create(upload)
    await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: id }, '*')
    await call(url, agent, commonName)
    await service.policies.setCredentials(api.id, { kind: 'none' }, '*')
    await service.certificates.delete(id, '*')
    await service.bin.purge(id)
  }

  const measure = async (done: number): Promise<SoakSample> => {
    const { heap, resident } = await collected(worker)
    const database = statSync(join(dataFolder(world), 'workspace.db')).size - workspace.recordBytes()
    return { cycles: done, handles: openHandles(), heap, resident, database }
  }

  try {
    const measured: SoakSample[] = []
    const warmUp = Math.ceil(cycles / 10)
    const every = Math.max(1, Math.floor((cycles - warmUp) / Math.max(1, samples - 1)))
    for (let done = 1; done <= cycles; done++) {
      await cycle(done)
      if (done < warmUp || (done - warmUp) % every !== 0) continue
      const sample = await measure(done)
      measured.push(sample)
      onSample?.(sample)
    }
    return measured
  } finally {
    worker.close()
    agent.destroy()
    await program.stop()
  }
}
