import { afterEach, describe, expect, it } from 'vitest'
import { createDecoder, type Decoder, type DecoderProcess } from './decoder-host.ts'
import { forkWithNode } from './fork-decoder.ts'
import { issueCertificate } from './issue-certificate.ts'
import { writePfx } from './pfx-writer.ts'
import { craftPfx } from './testing/craft-pfx.ts'

const authority = await issueCertificate({ subject: { commonName: 'Decoder CA' }, ca: true })
const client = await issueCertificate({
  subject: { commonName: 'orders', organization: 'Contoso', country: 'JP' },
  issuer: authority,
  extendedKeyUsage: ['clientAuth'],
})
const pfx = writePfx({
  privateKey: client.privateKey,
  certificates: [client.certificateDer, authority.certificateDer],
  password: 'right',
  friendlyName: 'orders',
})

/** A process that answers only what the test makes it answer. */
class SilentProcess implements DecoderProcess {
  readonly received: unknown[] = []
  killed = false
  #message: (value: unknown) => void = () => undefined
  #exit: () => void = () => undefined

  postMessage(value: unknown): void {
    this.received.push(value)
  }
  onMessage(listener: (value: unknown) => void): void {
    this.#message = listener
  }
  onExit(listener: () => void): void {
    this.#exit = listener
  }
  kill(): void {
    this.killed = true
  }
  say(value: unknown): void {
    this.#message(value)
  }
  die(): void {
    this.#exit()
  }
}

describe('a decoder in a process of its own', () => {
  let decoder: Decoder | undefined
  afterEach(() => decoder?.close())

  it('tells what a PFX holds', async () => {
    decoder = createDecoder({ fork: forkWithNode })
    const facts = await decoder.inspect(pfx, 'right')
    expect(facts.identities).toHaveLength(1)
    expect(facts.identities[0]).toMatchObject({
      friendlyName: 'orders',
      leaf: { subject: 'CN=orders, O=Contoso, C=JP', extendedKeyUsage: ['clientAuth'] },
      chain: [{ commonName: 'Decoder CA', selfSigned: true, ca: true }],
      findings: [],
    })
    expect(JSON.stringify(facts)).not.toContain('PRIVATE KEY')
  })

  it('opens the keys for TLS', async () => {
    decoder = createDecoder({ fork: forkWithNode })
    const [identity] = await decoder.open(pfx, 'right')
    expect(identity?.privateKeyPem).toBe(client.privateKeyPem)
    expect(identity?.certificatePem).toBe(client.certificatePem + authority.certificatePem)
  })

  it('fails with the reason, and goes on with the next file', async () => {
    decoder = createDecoder({ fork: forkWithNode })
    const [wrong, right] = await Promise.allSettled([
      decoder.inspect(pfx, 'wrong'),
      decoder.inspect(pfx, 'right'),
    ])
    expect(wrong).toMatchObject({ status: 'rejected', reason: { code: 'wrong-password' } })
    expect(right.status).toBe('fulfilled')
  })

  it('leaves the bytes it was given as they are', async () => {
    decoder = createDecoder({ fork: forkWithNode })
    const before = Buffer.from(pfx)
    await decoder.inspect(pfx, 'right')
    expect(before.equals(pfx)).toBe(true)
  })

  it('stops a derivation at the deadline or when it is cancelled, and goes on with the next file', async () => {
    decoder = createDecoder({ fork: forkWithNode })
    const contents = { keys: [client.privateKey], certificates: [client.certificateDer], password: 'right' }
    const costly = craftPfx({ ...contents, macIterations: 4_900_000 })
    await expect(decoder.inspect(costly, 'right', { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'took-too-long',
    })
    const cancel = new AbortController()
    const cancelled = decoder.inspect(costly, 'right', { signal: cancel.signal })
    setImmediate(() => cancel.abort())
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    await expect(decoder.inspect(pfx, 'right')).resolves.toMatchObject({ identities: [{}] })
  })

  it('replaces a process that is killed while it works, and reports the file', async () => {
    const processes: DecoderProcess[] = []
    decoder = createDecoder({
      fork: () => {
        const child = forkWithNode()
        processes.push(child)
        return child
      },
    })
    const lost = decoder.inspect(pfx, 'right')
    processes[0]?.kill()
    await expect(lost).rejects.toMatchObject({ code: 'decoder-failed' })
    expect(processes).toHaveLength(2)
    await expect(decoder.inspect(pfx, 'right')).resolves.toMatchObject({ identities: [{}] })
  })
})

describe('a decoder whose process does not answer', () => {
  const processes: SilentProcess[] = []
  const fork = (): SilentProcess => {
    const silent = new SilentProcess()
    processes.push(silent)
    return silent
  }
  afterEach(() => processes.splice(0))

  it('is killed at the deadline and replaced before the next file comes', async () => {
    const decoder = createDecoder({ fork })
    const late = decoder.inspect(pfx, 'right', { deadlineMs: 20 })
    await expect(late).rejects.toMatchObject({ code: 'took-too-long', details: { seconds: 0 } })
    expect(processes.map(({ killed }) => killed)).toEqual([true, false])
  })

  it('counts the deadline from the moment decoding begins', async () => {
    const decoder = createDecoder({ fork })
    const first = decoder.inspect(pfx, 'right', { deadlineMs: 40 })
    const second = decoder.inspect(pfx, 'right', { deadlineMs: 40 })
    await expect(first).rejects.toMatchObject({ code: 'took-too-long' })
    processes[1]?.say({ id: 2, state: 'done', answer: { identities: [] } })
    await expect(second).resolves.toEqual({ identities: [] })
  })

  it('stops the work when the administrator cancels it', async () => {
    const decoder = createDecoder({ fork })
    const cancel = new AbortController()
    const work = decoder.inspect(pfx, 'right', { signal: cancel.signal })
    cancel.abort()
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    expect(processes[0]?.killed).toBe(true)
  })

  it('takes a cancelled file out of the queue without disturbing the one at work', async () => {
    const decoder = createDecoder({ fork })
    const cancel = new AbortController()
    const working = decoder.inspect(pfx, 'right')
    const waiting = decoder.inspect(pfx, 'right', { signal: cancel.signal })
    cancel.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    processes[0]?.say({ id: 1, state: 'done', answer: { identities: [] } })
    await expect(working).resolves.toEqual({ identities: [] })
    expect(processes).toHaveLength(1)
    decoder.close()
  })

  it('does not start over and over a process that dies while idle', async () => {
    const decoder = createDecoder({ fork })
    processes[0]?.die()
    expect(processes).toHaveLength(1)
    const work = decoder.inspect(pfx, 'right')
    expect(processes).toHaveLength(2)
    processes[1]?.die()
    await expect(work).rejects.toMatchObject({ code: 'decoder-failed' })
  })

  it('fails what is under way when the program closes it, and starts nothing any more', async () => {
    const decoder = createDecoder({ fork })
    const work = [decoder.inspect(pfx, 'right'), decoder.inspect(pfx, 'right')]
    const failed = Promise.allSettled(work)
    decoder.close()
    for (const { status } of await failed) expect(status).toBe('rejected')
    await expect(decoder.inspect(pfx, 'right')).rejects.toMatchObject({ code: 'cancelled' })
    expect(processes.map(({ killed }) => killed)).toEqual([true])
  })
})
