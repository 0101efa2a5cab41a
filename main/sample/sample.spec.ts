import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { request } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { apiScope } from '../../preload/contract/policies.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { SamplePfxKind } from '../../preload/contract/sample.ts'
import { createDecoder } from '../certificates/decoder-host.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import { forkWithNode } from '../certificates/fork-decoder.ts'
import { createEmbeddedService } from '../management/embedded-service.ts'
import type { EmbeddedService } from '../management/service.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import { Workspace } from '../workspace/workspace.ts'
import { createSample } from './sample.ts'
import type { Sample } from './sample.ts'
import { samplePfxFiles } from './sample-files.ts'

let decoder: Decoder
let folder: string
let workspace: Workspace
let service: EmbeddedService
let sample: Sample

beforeAll(() => {
  decoder = createDecoder({ fork: forkWithNode })
})
afterAll(() => {
  decoder.close()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-sample-'))
  const secrets = createMemorySecretStore()
  workspace = await Workspace.open({ dataFolder: folder, secretsFor: () => secrets, binDays: 30 })
  service = createEmbeddedService(workspace, { decoder, door: 'sample', onChange: () => Promise.resolve() })
  sample = newSample()
})
afterEach(async () => {
  await sample.stop()
  await workspace.close()
  await rm(folder, { recursive: true })
})

const sampleFolder = (): string => join(folder, 'sample')
const newSample = (): Sample => createSample({ folder: sampleFolder(), service, clock: () => new Date() })

const pfxOf = (kind: SamplePfxKind): { fileName: string; password: string } => {
  const file = samplePfxFiles.find((candidate) => candidate.kind === kind)
  if (!file) throw new Error(kind)
  return file
}

const upload = async (kind: SamplePfxKind): Promise<Certificate> => {
  const { fileName, password } = pfxOf(kind)
  return service.certificates.create({
    pfx: await sample.fileBytes(fileName),
    password,
    identity: 0,
    fileName,
  })
}

const call = async (serviceUrl: string, kind: SamplePfxKind): Promise<unknown> => {
  const { fileName, password } = pfxOf(kind)
  const [identity] = await decoder.open(await sample.fileBytes(fileName), password)
  const ca = await readFile(join(sampleFolder(), 'sample-ca.pem'))
  return new Promise((resolve, reject) => {
    request(
      `${serviceUrl}/orders`,
      { ca, key: identity?.privateKeyPem, cert: identity?.certificatePem, agent: false },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () => {
          resolve(JSON.parse(body))
        })
      },
    )
      .on('error', reject)
      .end()
  })
}

test('brings an API and a back end that answers the good certificates and refuses the others by name', async () => {
  const { installed, serviceUrl, apiId } = await sample.install()
  expect(installed).toBe(true)
  const api = await service.apis.get(apiId ?? '')
  expect(api).toMatchObject({ displayName: 'Sample orders', path: 'sample', serviceUrl })
  expect(api.trust).toMatchObject({ kind: 'file', certificates: [{ commonName: 'Warifu Sample CA' }] })

  for (const kind of ['rsa', 'ec'] as const) {
    const { subject, thumbprint } = await upload(kind)
    expect(await call(serviceUrl ?? '', kind)).toMatchObject({ clientCertificate: { subject, thumbprint } })
  }
  await expect(call(serviceUrl ?? '', 'expired')).rejects.toThrow(/certificate expired/)
  await expect(call(serviceUrl ?? '', 'untrusted')).rejects.toThrow(/unknown ca/)
})

test('keeps its files to the owner and forgets the key of its authority', async () => {
  await sample.install()
  const files = await readdir(sampleFolder())
  expect(files.filter((name) => /key/.test(name))).toEqual(['server-key.pem'])
  for (const name of files) expect((await stat(join(sampleFolder(), name))).mode & 0o777).toBe(0o600)
  expect((await stat(sampleFolder())).mode & 0o777).toBe(0o700)
})

test('installing twice at once makes one sample', async () => {
  const [first, second] = await Promise.all([sample.install(), sample.install()])
  expect(second).toEqual(first)
  expect(await service.apis.list()).toHaveLength(1)
})

test('goes without a trace, with the certificates that were uploaded from it and nothing else', async () => {
  const { apiId } = await sample.install()
  const deletedBefore = await upload('ec')
  await service.certificates.delete(deletedBefore.id, deletedBefore.etag)
  const certificate = await upload('rsa')
  const { etag } = await service.policies.get(apiScope(apiId ?? ''))
  await service.policies.setCredentials(apiId ?? '', { kind: 'mutual', certificateId: certificate.id }, etag)
  const own = await service.apis.create({
    displayName: 'Own',
    path: 'own',
    serviceUrl: 'https://own.example',
    trust: null,
  })

  expect(await sample.remove()).toEqual({
    installed: false,
    folder: null,
    serviceUrl: null,
    apiId: null,
    files: [],
  })
  expect((await service.apis.list()).map(({ id }) => id)).toEqual([own.id])
  expect(await service.certificates.list()).toEqual([])
  expect(await service.bin.list()).toEqual([])
  expect(await readdir(folder)).not.toContain('sample')
})

test('stays whole while another API uses one of its certificates', async () => {
  await sample.install()
  const certificate = await upload('ec')
  const own = await service.apis.create({
    displayName: 'Own',
    path: 'own',
    serviceUrl: 'https://own.example',
    trust: null,
  })
  const { etag } = await service.policies.get(apiScope(own.id))
  await service.policies.setCredentials(own.id, { kind: 'mutual', certificateId: certificate.id }, etag)

  await expect(sample.remove()).rejects.toMatchObject({
    code: 'certificate-in-use',
    details: { apis: [{ id: own.id, displayName: 'Own' }] },
  })
  expect(await sample.status()).toMatchObject({ installed: true })
  expect(await service.apis.list()).toHaveLength(2)
})

test('an API that the administrator pointed elsewhere is theirs and stays', async () => {
  const { apiId } = await sample.install()
  await service.apis.update(apiId ?? '', '*', { serviceUrl: 'https://own.example' })
  expect(await sample.status()).toMatchObject({ installed: true, apiId: null })
  await sample.remove()
  expect(await service.apis.list()).toHaveLength(1)
})

test('comes back at the next start on its port, or on another that the API follows to', async () => {
  const { serviceUrl, apiId } = await sample.install()
  await sample.stop()

  sample = newSample()
  await sample.start()
  expect(await sample.status()).toMatchObject({ serviceUrl })
  expect(await call(serviceUrl ?? '', 'rsa')).toMatchObject({ tls: { protocol: 'TLSv1.3' } })
  await sample.stop()

  const squatter = createServer()
  const port = Number(new URL(serviceUrl ?? '').port)
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve))
  expect((squatter.address() as AddressInfo).port).toBe(port)
  sample = newSample()
  await sample.start()
  const moved = (await sample.status()).serviceUrl ?? ''
  expect(moved).not.toBe(serviceUrl)
  expect(await service.apis.get(apiId ?? '')).toMatchObject({ serviceUrl: moved })
  expect(await call(moved, 'rsa')).toMatchObject({ tls: { protocol: 'TLSv1.3' } })
  squatter.close()
})

test('gives no file but its own', async () => {
  await sample.install()
  await expect(sample.fileBytes('../warifu.db')).rejects.toMatchObject({ code: 'file-not-readable' })
  await expect(sample.fileBytes('server-key.pem')).rejects.toMatchObject({ code: 'file-not-readable' })
})
