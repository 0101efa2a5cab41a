/**
 * Uploads, binds, calls for the key, and deletes, over and over, and measures what a leak would make grow: open
 * handles, memory, and the size of the database.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGatewaySource } from '../../workspace/gateway-source.ts'
import { createEmbeddedService } from '../embedded-service.ts'
import { dataFolder, directDecoder, issueUploads, openWorld, readUploads } from './world.ts'

export interface SoakSample {
  cycles: number
  /** File descriptors of this process; 0 where the system does not tell. */
  handles: number
  /** Bytes of JavaScript heap in use after a collection. */
  heap: number
  /** Bytes resident. */
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

const openHandles = (): number =>
  process.platform === 'linux' ? readdirSync('/proc/self/fd').length : process.getActiveResourcesInfo().length

/** Two collections: the first one queues finalizers that free more. Needs `--expose-gc`. */
const collected = (): NodeJS.MemoryUsage => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage()
}

/** @returns the samples; the first is taken after a tenth of the cycles, when caches are filled */
export const soak = async ({ world, cycles, samples, onSample }: SoakOptions): Promise<SoakSample[]> => {
  await issueUploads(world, 4)
  const uploads = [...readUploads(world).values()]
  const workspace = await openWorld(world)
  const source = createGatewaySource(workspace, directDecoder)
  const service = createEmbeddedService(workspace, {
    ...{ decoder: directDecoder, door: 'window' },
    onChange: () => Promise.resolve(),
  })
  const api = await service.apis.create({
    ...{ displayName: 'Orders', path: 'orders', serviceUrl: 'https://localhost', trust: null },
  })

  const cycle = async (number: number): Promise<void> => {
    const upload = uploads[number % uploads.length]
    if (upload === undefined) throw new Error('no uploads')
    const { id } = await service.certificates.create(upload)
    await service.policies.setCredentials(api.id, { kind: 'mutual', certificateId: id }, '*')
    await source.identityOf(id)
    await service.policies.setCredentials(api.id, { kind: 'none' }, '*')
    await service.certificates.delete(id, '*')
    source.certificates()
  }

  const measure = (done: number): SoakSample => {
    const { heapUsed, rss } = collected()
    const recordBytes = workspace.recordBytes()
    const database = statSync(join(dataFolder(world), 'workspace.db')).size - recordBytes
    return { cycles: done, handles: openHandles(), heap: heapUsed, resident: rss, database }
  }

  const measured: SoakSample[] = []
  const warmUp = Math.ceil(cycles / 10)
  const every = Math.max(1, Math.floor((cycles - warmUp) / Math.max(1, samples - 1)))
  for (let done = 1; done <= cycles; done++) {
    await cycle(done)
    if (done < warmUp || (done - warmUp) % every !== 0) continue
    const sample = measure(done)
    measured.push(sample)
    onSample?.(sample)
  }
  await workspace.close()
  return measured
}
