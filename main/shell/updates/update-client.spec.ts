/** electron-updater itself, asked through our client, against a real https server with good and bad files. */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer, request } from 'node:https'
import type { RequestOptions, Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueCertificate } from '../../certificates/issue-certificate.ts'
import { derToPem } from '../../certificates/pem.ts'
import { createUpdateClient } from './update-client.ts'

const installer = randomBytes(300_000)
const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('base64')

/** What the server answers; `cut` ends the connection after so many bytes. */
const served = new Map<string, { bytes: Uint8Array; cut?: number }>()
let server: Server
let url: string
let ca: string

beforeAll(async () => {
  const { certificateDer, privateKey } = await issueCertificate({
    subject: { commonName: 'localhost' },
    subjectAlternativeNames: ['DNS:localhost'],
  })
  ca = derToPem('CERTIFICATE', certificateDer)
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' })
  server = createServer({ key, cert: ca }, (incoming, response) => {
    const file = served.get(new URL(incoming.url ?? '/', 'https://localhost').pathname)
    if (file === undefined) response.writeHead(404).end()
    else if (file.cut === undefined) response.end(file.bytes)
    else {
      response.setHeader('content-length', file.bytes.length)
      response.write(file.bytes.subarray(0, file.cut), () => response.destroy())
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `https://localhost:${(server.address() as AddressInfo).port}/warifu/`
})
afterAll(() => server.close())

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-update-'))
  mkdirSync(join(folder, 'data'))
  writeFileSync(
    join(folder, 'app-update.yml'),
    'updaterCacheDirName: warifu-updater\npublisherName: Warifu authors\n',
  )
})
afterEach(() => {
  served.clear()
  rmSync(folder, { recursive: true, force: true })
})

/** Its requests go by Electron's network; here by Node's, which trusts the test's own authority. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): never {
    // Both have the same events and methods, as far as they are used.
    return request({ ...options, ca }, callback) as never
  }
}

interface Signature {
  /** What the check of the signature finds wrong; null when the file is signed by the publisher. */
  problem: string | null
}

function client(version = '1.0.0', signature: Signature = { problem: null }, channel = 'latest') {
  const quits: unknown[] = []
  const app: AppAdapter = {
    ...{ version, name: 'Warifu', isPackaged: true },
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: join(folder, 'data'),
    baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: (handler) => void quits.push(handler),
  }
  const updater = new NsisUpdater(null, app)
  const checked: string[][] = []
  updater.verifyUpdateCodeSignature = (names) => {
    checked.push(names)
    return Promise.resolve(signature.problem)
  }
  Object.assign(updater, { httpExecutor: new NodeExecutor(), _testOnlyOptions: { platform: 'win32' } })
  return { ...createUpdateClient(updater, { url, channel }), checked, quits }
}

interface Release {
  version: string
  hash?: string
  file?: string
  more?: string
  channel?: string
}

function publish({
  version,
  hash = sha512(installer),
  file = 'Warifu.exe',
  more = '',
  channel = 'latest',
}: Release) {
  const list = `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${hash}\n    size: ${installer.length}\n${more}`
  served.set(`/warifu/${channel}.yml`, { bytes: Buffer.from(list) })
  served.set('/warifu/Warifu.exe', { bytes: installer })
}

const never = new AbortController().signal
const pending = (): string[] => {
  const place = join(folder, 'cache', 'warifu-updater', 'pending')
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.exe')) : []
}

describe('an update', () => {
  it('that is good is downloaded, its signature checked, and installed when the program ends', async () => {
    publish({ version: '1.1.0' })
    const one = client()
    expect(await one.check()).toBe('1.1.0')
    expect(pending()).toEqual([])
    const percents: number[] = []
    await one.download((percent) => percents.push(percent), never)
    expect(pending()).toEqual(['Warifu.exe'])
    expect(one.checked).toEqual([['Warifu authors']])
    expect(one.quits).toHaveLength(1)
    expect(percents.at(-1)).toBe(100)
  })

  it.each([
    ['older', '0.9.0'],
    ['the same', '1.0.0'],
  ])('that is %s is passed over', async (_what, version) => {
    publish({ version })
    expect(await client().check()).toBeNull()
  })

  it('that is older is passed over on another channel too', async () => {
    publish({ version: '1.0.0-beta.1', channel: 'beta' })
    expect(await client('1.0.0', undefined, 'beta').check()).toBeNull()
  })

  it('that is rolled out to nobody yet is passed over, and to everybody is offered', async () => {
    publish({ version: '1.1.0', more: 'stagingPercentage: 0\n' })
    expect(await client().check()).toBeNull()
    publish({ version: '1.1.0', more: 'stagingPercentage: 100\n' })
    expect(await client().check()).toBe('1.1.0')
  })

  it('that was tampered with is deleted', async () => {
    publish({ version: '1.1.0' })
    const other = Buffer.from(installer)
    other[1000] = (other[1000] ?? 0) ^ 1
    served.set('/warifu/Warifu.exe', { bytes: other })
    const one = client()
    await one.check()
    await expect(one.download(() => undefined, never)).rejects.toMatchObject({ code: 'update-damaged' })
    expect(pending()).toEqual([])
    expect(one.quits).toEqual([])
  })

  it('that is cut short is deleted', async () => {
    publish({ version: '1.1.0' })
    served.set('/warifu/Warifu.exe', { bytes: installer, cut: 100_000 })
    const one = client()
    await one.check()
    await expect(one.download(() => undefined, never)).rejects.toMatchObject({ code: 'update-damaged' })
    expect(pending()).toEqual([])
  })

  it('that somebody else signed is deleted', async () => {
    publish({ version: '1.1.0' })
    const one = client('1.0.0', { problem: 'CN=Somebody else' })
    await one.check()
    await expect(one.download(() => undefined, never)).rejects.toMatchObject({ code: 'update-not-signed' })
    expect(pending()).toEqual([])
    expect(one.quits).toEqual([])
  })

  it('can be cancelled while it is downloaded', async () => {
    publish({ version: '1.1.0' })
    const one = client()
    await one.check()
    const cancelling = new AbortController()
    const downloading = one.download(() => undefined, cancelling.signal)
    cancelling.abort()
    await expect(downloading).rejects.toMatchObject({ code: 'cancelled' })
    expect(pending()).toEqual([])
  })
})

describe('a server', () => {
  it.each([
    ['names no version', 'files: []\n'],
    ['is no list', '<!doctype html>'],
    ['names no checksum', 'version: 1.1.0\nfiles:\n  - url: Warifu.exe\n'],
    ['has a version that is none', 'version: newest\nfiles:\n  - url: Warifu.exe\n    sha512: AA==\n'],
  ])('whose list %s is told as such, and nothing is downloaded', async (_what, list) => {
    served.set('/warifu/latest.yml', { bytes: Buffer.from(list) })
    const one = client()
    const found = one.check().then(() => one.download(() => undefined, never))
    await expect(found).rejects.toMatchObject({ code: 'update-list-invalid' })
    expect(pending()).toEqual([])
  })

  it('whose list leads to another server is refused', async () => {
    publish({ version: '1.1.0', file: 'https://elsewhere.example/Warifu.exe' })
    await expect(client().check()).rejects.toMatchObject({ code: 'update-list-invalid' })
  })

  it('that has no list, or a certificate that is not trusted, is told with its reason', async () => {
    await expect(client().check()).rejects.toMatchObject({
      code: 'update-server-unreachable',
      details: { reason: 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND' },
    })
    const trusted = ca
    ca = ''
    await expect(client().check()).rejects.toMatchObject({
      details: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
    ca = trusted
  })
})
