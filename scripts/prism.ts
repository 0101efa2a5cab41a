/**
 * `npm run test:prism`: Prism, a program of others', holds both sides against Microsoft's contract
 * (main/management-api/testing/azure-2024-05-01.json).
 *
 * As a proxy before the REST API it judges every exchange of the specs named below; as a mock of Azure API Management
 * it judges every request of a connection. Ends with 1 when anything breaks the contract.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askEverything } from '../main/azure/testing/ask-everything.ts'
import { prismVariable } from '../main/management-api/testing/prism.ts'
import type { JudgedExchange, PrismProxy } from '../main/management-api/testing/prism.ts'
import { commandOf, root, runNode, say } from './commands.ts'
import { mockDocument } from './prism/mock-document.ts'
import { fetchPrism, startPrism } from './prism/prism.ts'

const contract = join(root, 'main', 'management-api', 'testing', 'azure-2024-05-01.json')

/** One server at a time each; those of the guards ask for refusals only. */
const specs = [
  ...['certificates', 'apis', 'operations', 'microsoft-client'].map(
    (name) => `main/management-api/${name}.spec.ts`,
  ),
  'main/azure/own-rest-api.spec.ts',
]

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/**
 * Without `--errors`, which would keep back what the specs ask for in order to have it refused: Prism says in a header
 * what it found, and the rest passes.
 */
const judgeRestApi = async (folder: string): Promise<{ exchanges: JudgedExchange[]; problems: string[] }> => {
  const upstreamPort = await freePort()
  const prism = await startPrism(['proxy', contract, `http://127.0.0.1:${upstreamPort}`])
  const report = join(folder, 'exchanges.jsonl')
  try {
    const proxy: PrismProxy = { port: prism.port, upstreamPort, report }
    const args = [commandOf('vitest'), 'run', '--no-file-parallelism', '--reporter=dot', ...specs]
    const failed = await runNode(args, { env: { [prismVariable]: JSON.stringify(proxy) } })
    const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : []
    return {
      exchanges: lines.map((line) => JSON.parse(line) as JudgedExchange),
      problems: failed === 0 ? [] : ['the specs of the REST API fail behind Prism'],
    }
  } finally {
    prism.stop()
  }
}

const judgeConnection = async (folder: string) => {
  const document = join(folder, 'mock.json')
  writeFileSync(document, mockDocument(readFileSync(contract, 'utf8')))
  const prism = await startPrism(['mock', document, '--errors'])
  try {
    return await askEverything(`http://127.0.0.1:${prism.port}`)
  } finally {
    prism.stop()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'warifu-prism-'))
try {
  await fetchPrism()
  const restApi = await judgeRestApi(folder)
  const connection = await judgeConnection(folder)
  const exchanges = [...restApi.exchanges, ...connection.exchanges]
  const violations = exchanges.flatMap(({ method, path, status, violations: found }) =>
    found.map((violation) => `${method} ${path} → ${status}: ${violation}`),
  )
  const problems = [...violations, ...restApi.problems, ...connection.problems]
  for (const problem of problems) say(problem)
  say(
    `Prism: ${restApi.exchanges.length} exchanges of the REST API, ${connection.exchanges.length} of a connection, ` +
      `${violations.length} violations, ${problems.length - violations.length} other failures`,
  )
  process.exitCode = problems.length === 0 && restApi.exchanges.length > 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
