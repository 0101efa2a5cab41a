/**
 * `npm run bench:pfx`: milliseconds per file and files per second of this decoder, of node-forge as it is usually
 * called, and of one `openssl` process per file, in one run on one machine.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import forge from 'node-forge'
import { inspectFiles } from './inspect-files.ts'
import { issueCertificate } from './issue-certificate.ts'
import { reportOn } from './script-report.ts'
import { craftPfx, type CraftedPfx } from './testing/craft-pfx.ts'

const password = 'correct horse battery staple'
const folder = mkdtempSync(join(tmpdir(), 'warifu-bench-'))
const { privateKey, certificateDer } = await issueCertificate({
  subject: { commonName: 'bench' },
  key: 'rsa2048',
})

const craft = (options: Partial<CraftedPfx>): Buffer =>
  craftPfx({ keys: [privateKey], certificates: [certificateDer], password, iterations: 2048, ...options })

interface Case {
  name: string
  bytes: Buffer
  /** Files per round of each way; node-forge gets a tenth, and one where a file takes it seconds. */
  files: number
  rounds: number
}

const legacy = { encryption: '3des', mac: 'sha1' } as const
const cases: readonly Case[] = [
  { name: 'AES-256, 2,048 iterations', bytes: craft({}), files: 50, rounds: 8 },
  { name: '3DES legacy, 2,048', bytes: craft(legacy), files: 50, rounds: 8 },
  { name: 'AES-256, 100,000', bytes: craft({ iterations: 100_000 }), files: 4, rounds: 4 },
  { name: '3DES, 100,000', bytes: craft({ ...legacy, iterations: 100_000 }), files: 4, rounds: 4 },
  { name: 'AES-256, 600,000', bytes: craft({ iterations: 600_000 }), files: 1, rounds: 3 },
  { name: '3DES, 600,000', bytes: craft({ ...legacy, iterations: 600_000 }), files: 1, rounds: 3 },
]

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const openOurs = (bytes: Buffer): void => {
  const { outcome, keys } = reportOn('', bytes, password)
  if (outcome !== 'ok' || !keys[0]?.proved) throw new Error('not opened')
}

const openWithForge = (bytes: Buffer): void => {
  const der = forge.util.createBuffer(bytes.toString('binary'))
  const bagType = forge.pki.oids['certBag'] ?? ''
  const p12 = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), password)
  if (!p12.getBags({ bagType })[bagType]?.[0]?.cert) throw new Error('not opened')
}

const openWithOpenssl = (file: string): void => {
  execFileSync('openssl', [
    'pkcs12',
    '-in',
    file,
    '-passin',
    `pass:${password}`,
    '-nodes',
    '-out',
    `${file}.pem`,
  ])
}

const millisecondsEach = (files: number, open: () => void): number => {
  const started = performance.now()
  for (let file = 0; file < files; file++) open()
  return (performance.now() - started) / files
}

/**
 * The best round of each way: what the machine can do when nothing disturbs it. The ways take turns, so that what
 * does disturb it disturbs all of them.
 */
const measure = ({
  name,
  bytes,
  files,
  rounds,
}: Case): { ours: number; forges: number; openssls: number } => {
  const file = join(folder, `${name.replace(/\W/g, '')}.pfx`)
  writeFileSync(file, bytes)
  const best = { ours: Infinity, forges: Infinity, openssls: Infinity }
  for (let round = 0; round < rounds; round++) {
    best.ours = Math.min(
      best.ours,
      millisecondsEach(files, () => openOurs(bytes)),
    )
    best.forges = Math.min(
      best.forges,
      millisecondsEach(Math.ceil(files / 10), () => openWithForge(bytes)),
    )
    if (!hasOpenssl) continue
    best.openssls = Math.min(
      best.openssls,
      millisecondsEach(Math.ceil(files / 5), () => openWithOpenssl(file)),
    )
  }
  return best
}

const cell = (milliseconds: number): string =>
  Number.isFinite(milliseconds)
    ? `${milliseconds.toFixed(2).padStart(9)} ms ${(1000 / milliseconds).toFixed(1).padStart(7)}/s`
    : 'not there'.padStart(22)

const columns = ['this decoder', 'naive node-forge', 'openssl process'].map((name) => name.padStart(22))
console.log(`${''.padEnd(28)}${columns.join('')}   times faster`)
for (const one of cases) {
  const { ours, forges, openssls } = measure(one)
  const faster = [forges, openssls].map((other) => (other / ours).toFixed(1)).join(' and ')
  console.log(`${one.name.padEnd(28)}${cell(ours)}${cell(forges)}${cell(openssls)}   ${faster}`)
}

const batch = Array.from({ length: 500 }, (_, index) => {
  const file = join(folder, `${index}.pfx`)
  writeFileSync(file, craft(index % 2 ? {} : legacy))
  return file
})
const started = performance.now()
for await (const report of inspectFiles(batch, password)) {
  if (report.outcome !== 'ok') throw new Error('not opened')
}
const seconds = (performance.now() - started) / 1000
console.log(
  `a batch of 500, half of them 3DES, as \`npm run inspect\` reads them (${availableParallelism()} processes, ` +
    `their start included): ${seconds.toFixed(2)} s, ${(500 / seconds).toFixed(0)} files per second`,
)
rmSync(folder, { recursive: true })
