/**
 * `npm run -s serve -- --data-dir FOLDER …`: workspace, gateway and REST API without a window (docs/rest-api.md).
 *
 * Prints one line of JSON that says where it listens, and ends cleanly on SIGTERM and SIGINT.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { forkWithNode } from './certificates/fork-decoder.ts'
import { spawnWorkerFromSource } from './gateway/spawn-worker.ts'
import { describeProblem } from './managed-policy/merge-places.ts'
import { readPolicy } from './managed-policy/read-policy.ts'
import { createProgram, startProgram } from './program.ts'
import type { Program } from './program.ts'
import { readServeOptions, usage, UsageError } from './serve-options.ts'
import type { ServeOptions } from './serve-options.ts'
import { isWarifuError } from './warifu-error.ts'

/** Any subscription, group and name would do. */
const exampleService =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.ApiManagement/service/warifu'

const version = (): string => {
  const { version: own } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return own
}

const main = async (): Promise<void> => {
  const options = readServeOptions(process.argv.slice(2))
  if (options === null) {
    console.log(usage)
    return
  }
  const { policy, problems } = await readPolicy()
  for (const problem of problems) console.error(describeProblem(problem))
  if (policy.RestApiAllowed === false) throw new UsageError('your organisation has switched the REST API off')
  const program = await createProgram({
    dataFolder: options.dataFolder,
    policy,
    secretsFor: options.secrets.storeFor,
    forkDecoder: () => forkWithNode(),
    spawnGatewayWorker: spawnWorkerFromSource,
    onChange: () => undefined,
    onCalls: () => undefined,
    version: version(),
    onUnexpected: (reference, error) => {
      console.error(
        `unexpected ${reference}: ${error instanceof Error ? (error.stack ?? error.message) : ''}`,
      )
    },
    onAuditFailure: (error) => console.error('the copy of the record could not be written:', error),
  })
  const stopped = endOnSignal(program)
  try {
    await begin(program, { ...options, gatewayPort: policy.GatewayPort ?? options.gatewayPort })
  } catch (error) {
    await program.stop()
    throw error
  }
  await stopped
}

const begin = async (program: Program, options: ServeOptions): Promise<void> => {
  const keychain = await program.workspace.secrets.status()
  if (keychain.state !== 'available') {
    throw new UsageError(
      `the keychain is ${keychain.state}; without one, name a key with --key-file or --key-env\n${usage}`,
    )
  }
  console.error(`Secrets are kept in ${options.secrets.place}.`)
  await startProgram(program, options.gatewayPort)
  const gateway = program.gateway.status
  if (gateway.state === 'failed' && gateway.reason === 'certificate-unusable') {
    throw new UsageError(
      `the certificate for the gateway's HTTPS cannot be used: ${gateway.because.code} ${JSON.stringify(gateway.because.details)}`,
    )
  }
  if (gateway.state !== 'running') {
    throw new UsageError(`the gateway cannot listen on port ${options.gatewayPort}`)
  }
  const { managementApi } = program
  const token =
    options.newToken || !(await managementApi.hasToken()) ? await managementApi.renewToken() : null
  if (token !== null && options.tokenFile !== null) writeFileSync(options.tokenFile, token, { mode: 0o600 })
  const management = await managementApi.start(options.managementPort)
  if (management.state !== 'running') throw new Error('the REST API did not start')
  console.log(
    JSON.stringify({
      gateway: { url: gateway.url, port: gateway.port },
      management: { url: management.url, port: management.port, service: exampleService },
      secrets: options.secrets.place,
      ...(token !== null && options.tokenFile === null ? { token } : {}),
    }),
  )
}

/** Calls under way finish; a second signal ends at once. */
const endOnSignal = (program: Program): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      program.stop().then(resolve, reject)
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  })

try {
  await main()
} catch (error) {
  if (error instanceof UsageError) console.error(error.message)
  else if (isWarifuError(error)) console.error(`cannot serve: ${error.code} ${JSON.stringify(error.details)}`)
  else console.error(error)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
