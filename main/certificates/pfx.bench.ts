/**
 * `npm run bench:pfx`: milliseconds per file and files per second of this decoder, of node-forge as it is usually
 * called, and of one `openssl` process per file, in one run on one machine.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import forge from 'node-forge'
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
  /** How often each way opens it, so that the slow ones do not take minutes. */
  repeat: number
  forgeRepeat: number
}

const cases: readonly Case[] = [
  { name: 'AES-256, 2,048 iterations', bytes: craft({}), repeat: 200, forgeRepeat: 20 },
  {
    name: '3DES legacy, 2,048',
    bytes: craft({ encryption: '3des', mac: 'sha1' }),
    repeat: 200,
    forgeRepeat: 20,
  },
  { name: 'AES-256, 100,000', bytes: craft({ iterations: 100_000 }), repeat: 10, forgeRepeat: 1 },
  {
    name: '3DES, 100,000',
    bytes: craft({ encryption: '3des', mac: 'sha1', iterations: 100_000 }),
    repeat: 10,
    forgeRepeat: 1,
  },
  { name: 'AES-256, 600,000', bytes: craft({ iterations: 600_000 }), repeat: 3, forgeRepeat: 1 },
  {
    name: '3DES, 600,000',
    bytes: craft({ encryption: '3des', mac: 'sha1', iterations: 600_000 }),
    repeat: 3,
    forgeRepeat: 1,
  },
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

/** The best of three rounds: what the machine can do when nothing else disturbs it. */
const millisecondsEach = (repeat: number, open: () => void): number => {
  const rounds = Array.from({ length: 3 }, () => {
    const started = performance.now()
    for (let times = 0; times < repeat; times++) open()
    return (performance.now() - started) / repeat
  })
  return Math.min(...rounds)
}

const cell = (milliseconds: number | undefined): string => {
  if (milliseconds === undefined) return '–'.padStart(22)
  return `${milliseconds.toFixed(2).padStart(9)} ms ${(1000 / milliseconds).toFixed(1).padStart(7)}/s`
}

console.log(
  `${''.padEnd(28)}${['this decoder', 'naive node-forge', 'openssl process'].map((name) => name.padStart(22)).join('')}   times faster`,
)
for (const { name, bytes, repeat, forgeRepeat } of cases) {
  const file = join(folder, `${name.replace(/\W/g, '')}.pfx`)
  writeFileSync(file, bytes)
  const ours = millisecondsEach(repeat, () => openOurs(bytes))
  const forges = millisecondsEach(forgeRepeat, () => openWithForge(bytes))
  const openssls = hasOpenssl
    ? millisecondsEach(Math.min(repeat, 20), () => openWithOpenssl(file))
    : undefined
  const faster = [forges, openssls].map((other) => (other === undefined ? '–' : (other / ours).toFixed(1)))
  console.log(`${name.padEnd(28)}${cell(ours)}${cell(forges)}${cell(openssls)}   ${faster.join(' and ')}`)
}

const batch = Array.from({ length: 500 }, (_, index) =>
  craft(index % 2 ? {} : { encryption: '3des', mac: 'sha1' }),
)
const started = performance.now()
for (const bytes of batch) openOurs(bytes)
const seconds = (performance.now() - started) / 1000
console.log(
  `a batch of 500, half of them 3DES: ${seconds.toFixed(2)} s, ${(500 / seconds).toFixed(0)} files per second`,
)
rmSync(folder, { recursive: true })
