/**
 * The sample workspace: a real back end that demands client certificates, PFX files with known passwords, and an
 * API that points at it, so that the whole job can be tried in a minute and taken away again without a trace.
 *
 * It uses the management service like any other door and has no way round its rules.
 */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Api, ApiReference } from '../../preload/contract/apis.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { SampleStatus } from '../../preload/contract/sample.ts'
import type { EmbeddedService, ManagementService } from '../management/service.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { startBackEnd } from './back-end.ts'
import type { BackEnd } from './back-end.ts'
import { currentServiceUrl, isSampleUrl, readRecord, serviceUrlAt, writeRecord } from './record.ts'
import type { SampleRecord } from './record.ts'
import {
  authorityFile,
  samplePfxFiles,
  serverCertificateFile,
  serverKeyFile,
  writeSampleFiles,
} from './sample-files.ts'

export interface SampleOptions {
  /** Holds the sample's files while it is installed; made and removed by the sample. */
  folder: string
  service: EmbeddedService
  clock: () => Date
}

export interface Sample {
  status(): Promise<SampleStatus>
  /** Does nothing when it is installed already. */
  install(): Promise<SampleStatus>
  /**
   * Takes away the API, the sample's certificates where they were uploaded, and the files. An API that was pointed
   * at another back end is the administrator's by now and stays; fails with `certificate-in-use`, and changes
   * nothing, while such an API uses one of the sample's certificates.
   */
  remove(): Promise<SampleStatus>
  /** At the program's start: brings the back end up where the sample is installed. */
  start(): Promise<void>
  stop(): Promise<void>
  /** The bytes of one of the PFX files in `status().files`; fails with `file-not-readable`. */
  fileBytes(fileName: string): Promise<Buffer>
}

export const createSample = ({ folder, service, clock }: SampleOptions): Sample => {
  let backEnd: BackEnd | undefined
  let turn: Promise<unknown> = Promise.resolve()

  /** One act at a time: a second click on Install must find what the first one made. */
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const result = turn.then(act)
    turn = result.catch(() => undefined)
    return result
  }

  const startOn = async (port: number): Promise<number> => {
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
    backEnd = await startBackEnd({
      key: await read(serverKeyFile),
      certificate: await read(serverCertificateFile),
      authority: await read(authorityFile),
      port,
    })
    return backEnd.port
  }

  const stop = async (): Promise<void> => {
    await backEnd?.stop()
    backEnd = undefined
  }

  const forget = async (): Promise<void> => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }

  const status = async (): Promise<SampleStatus> => {
    const record = await readRecord(folder)
    if (!record) return { installed: false, folder: null, serviceUrl: null, apiId: null, files: [] }
    const api = await findApi(service, record)
    return {
      installed: true,
      folder,
      serviceUrl: currentServiceUrl(record),
      apiId: api?.id ?? null,
      files: samplePfxFiles,
    }
  }

  const install = async (): Promise<void> => {
    if (await readRecord(folder)) return
    await stop()
    try {
      const thumbprints = await writeSampleFiles(folder, clock())
      const port = await startOn(0)
      const api = await service.apis.create({
        displayName: 'Sample orders',
        path: freePath(await service.apis.list()),
        serviceUrl: serviceUrlAt(port),
        trust: { name: authorityFile, pem: await readFile(join(folder, authorityFile), 'utf8') },
      })
      await writeRecord(folder, { apiId: api.id, ports: [port], thumbprints })
    } catch (error) {
      await forget()
      throw error
    }
  }

  const remove = async (): Promise<void> => {
    const record = await readRecord(folder)
    if (record) {
      const api = await findApi(service, record)
      const certificates = await findCertificates(service, record)
      const apis = usedByOthers(certificates, api)
      const others = certificates.flatMap(({ otherUses = [] }) => otherUses)
      if (apis.length + others.length > 0) throw new WarifuError('certificate-in-use', { apis, others })
      if (api) await service.apis.delete(api.id, '*')
      for (const { id } of certificates) await service.certificates.delete(id, '*')
      for (const { id, sha256Thumbprint } of await service.bin.list()) {
        if (record.thumbprints.includes(sha256Thumbprint)) await service.bin.purge(id)
      }
    }
    await forget()
  }

  /** The former port when it is free; otherwise another, and the API follows while it is still the sample's. */
  const start = async (): Promise<void> => {
    const record = await readRecord(folder)
    if (!record || backEnd) return
    const port = await startOn(record.ports.at(-1) ?? 0)
    if (port === record.ports.at(-1)) return
    const api = await findApi(service, record)
    await writeRecord(folder, { ...record, ports: [...record.ports, port] })
    if (api) await service.apis.update(api.id, '*', { serviceUrl: serviceUrlAt(port) })
  }

  return {
    status: () => inTurn(status),
    install: () => inTurn(() => install().then(status)),
    remove: () => inTurn(() => remove().then(status)),
    start: () => inTurn(start),
    stop: () => inTurn(stop),
    fileBytes: async (fileName) => {
      const known = samplePfxFiles.some((file) => file.fileName === fileName)
      if (!known) throw new WarifuError('file-not-readable', { name: fileName, reason: 'ENOENT' })
      return readFile(join(folder, fileName)).catch((error: unknown) => {
        const { code = 'unknown' } = error as NodeJS.ErrnoException
        throw new WarifuError('file-not-readable', { name: fileName, reason: code })
      })
    },
  }
}

/** The sample's API, unless it was removed or is the administrator's own by now. */
const findApi = async (service: ManagementService, record: SampleRecord): Promise<Api | undefined> => {
  try {
    const api = await service.apis.get(record.apiId)
    return isSampleUrl(record, api.serviceUrl) ? api : undefined
  } catch (error) {
    if (isWarifuError(error) && error.code === 'not-found') return undefined
    throw error
  }
}

const findCertificates = async (
  service: ManagementService,
  { thumbprints }: SampleRecord,
): Promise<Certificate[]> => {
  const certificates = await service.certificates.list()
  return certificates.filter(({ sha256Thumbprint }) => thumbprints.includes(sha256Thumbprint))
}

const usedByOthers = (certificates: readonly Certificate[], own: Api | undefined): ApiReference[] => {
  const users = certificates.flatMap(({ usedBy }) => usedBy).filter(({ id }) => id !== own?.id)
  return [...new Map(users.map((api) => [api.id, api])).values()]
}

/** `sample`, or the first of `sample-2`, `sample-3`, … that no API has. */
const freePath = (apis: readonly Api[]): string => {
  const taken = new Set(apis.map(({ path }) => path))
  let path = 'sample'
  for (let number = 2; taken.has(path); number += 1) path = `sample-${number}`
  return path
}
