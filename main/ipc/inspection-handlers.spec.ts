import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDecoder, type Decoder } from '../certificates/decoder-host.ts'
import { forkWithNode } from '../certificates/fork-decoder.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { writePfx } from '../certificates/pfx-writer.ts'
import { HeldFiles } from './held-files.ts'
import { inspectionHandlers } from './inspection-handlers.ts'

let decoder: Decoder
let folder: string
let files: HeldFiles
let target: string | undefined
const suggested: string[] = []

beforeAll(() => {
  decoder = createDecoder({ fork: forkWithNode })
})
afterAll(() => {
  decoder.close()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-inspect-'))
  files = new HeldFiles()
  suggested.length = 0
})
afterEach(() => rm(folder, { recursive: true }))

const handlers = () =>
  inspectionHandlers({
    files,
    decoder,
    shell: {
      chooseTarget: (_purpose, name) => {
        suggested.push(name)
        return Promise.resolve(target)
      },
    },
  })

test('a PFX tells without its password how it is protected, and with it what is in it, but never a key', async () => {
  const { certificateDer, privateKey, privateKeyPem } = await issueCertificate({
    subject: { commonName: 'a' },
  })
  const pfx = writePfx({ privateKey, certificates: [certificateDer], password: 'secret' })
  const { fileId } = files.holdBytes('a.pfx', pfx)
  expect(await handlers().open({ fileId, password: null })).toMatchObject({
    kind: 'pfx',
    certificates: [],
    encryption: { mac: { algorithm: 'SHA-256' } },
    problem: { code: 'wrong-password' },
  })
  const opened = await handlers().open({ fileId, password: 'secret' })
  expect(opened).toMatchObject({ certificates: [{ facts: { commonName: 'a' } }], problem: null })
  const [, body = ''] = privateKeyPem.split('\n')
  expect(JSON.stringify(opened)).not.toContain(body)
})

test('pasted text is read like a file', async () => {
  const { certificatePem } = await issueCertificate({ subject: { commonName: 'pasted' } })
  const { fileId } = await handlers().holdText({ name: 'text', text: `Dear all,\n${certificatePem}` })
  expect(await handlers().open({ fileId, password: null })).toMatchObject({
    certificates: [{ facts: { commonName: 'pasted' } }],
  })
})

test('a certificate is written as PEM, DER or PKCS #7, under a name that every system takes', async () => {
  const { certificatePem, certificateDer } = await issueCertificate({ subject: { commonName: 'a/b: "c"?' } })
  target = join(folder, 'out')
  await handlers().save({ pem: certificatePem, format: 'pem' })
  expect(await readFile(target, 'utf8')).toBe(certificatePem)
  await handlers().save({ pem: certificatePem, format: 'der' })
  expect(await readFile(target)).toEqual(certificateDer)
  await handlers().save({ pem: certificatePem, format: 'pkcs7' })
  expect((await readFile(target)).includes(certificateDer)).toBe(true)
  expect(suggested).toEqual(['a-b- -c-.pem', 'a-b- -c-.cer', 'a-b- -c-.p7b'])
})

test('nothing but certificates is written, and nothing when nowhere was chosen', async () => {
  target = join(folder, 'out')
  const text = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  await expect(handlers().save({ pem: text, format: 'pem' })).rejects.toMatchObject({
    code: 'certificate-invalid',
  })
  await expect(handlers().save({ pem: '#!/bin/sh', format: 'pem' })).rejects.toMatchObject({
    code: 'no-certificate',
  })
  target = undefined
  const { certificatePem } = await issueCertificate({ subject: { commonName: 'a' } })
  expect(await handlers().save({ pem: certificatePem, format: 'pem' })).toBeNull()
  expect(await readdir(folder)).toEqual([])
})
