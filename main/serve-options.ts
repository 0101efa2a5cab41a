/**
 * What `npm run serve` was told, and where its secrets are kept.
 *
 * Guards the key: it comes from a file or the environment, by a name the operator gave, never from the command line,
 * where every user of the machine could read it.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createKeychain } from './secrets/keychain.ts'
import { createSealedFileStore, sealedFileName, shortestKey } from './secrets/sealed-file-store.ts'
import type { SecretStore } from './secrets/secret-store.ts'

export const usage =
  'usage: npm run -s serve -- --data-dir FOLDER [--gateway-port PORT] [--management-port PORT]\n' +
  '         [--key-file FILE | --key-env NAME] [--token-file FILE] [--new-token]'

/** The command was called wrongly; the message says how. */
export class UsageError extends Error {}

export interface ServeOptions {
  dataFolder: string
  gatewayPort: number
  managementPort: number
  /** Where a new token is written instead of being printed. */
  tokenFile: string | null
  newToken: boolean
  secrets: ServeSecrets
}

export interface ServeSecrets {
  /** As it is told to the operator. */
  place: string
  storeFor: (workspaceId: string) => SecretStore
}

/** Null when only help was asked for. Fails with `UsageError`. */
export const readServeOptions = (args: readonly string[]): ServeOptions | null => {
  const values = parse(args)
  if (values.help) return null
  const dataFolder = values['data-dir']
  if (dataFolder === undefined) throw new UsageError(usage)
  return {
    dataFolder,
    gatewayPort: port(values['gateway-port']),
    managementPort: port(values['management-port']),
    tokenFile: values['token-file'] ?? null,
    newToken: values['new-token'] ?? false,
    secrets: secretsFrom(dataFolder, values['key-file'], values['key-env']),
  }
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'data-dir': { type: 'string' },
        'gateway-port': { type: 'string' },
        'management-port': { type: 'string' },
        'key-file': { type: 'string' },
        'key-env': { type: 'string' },
        'token-file': { type: 'string' },
        'new-token': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch {
    throw new UsageError(usage)
  }
}

/** 0 lets the system choose; the line that is printed says which. */
const port = (text: string | undefined): number => {
  const value = /^\d{1,5}$/.test(text ?? '0') ? Number(text ?? '0') : Number.NaN
  if (!(value <= 65_535)) throw new UsageError(`${text ?? ''} is not a port\n${usage}`)
  return value
}

const secretsFrom = (
  dataFolder: string,
  file: string | undefined,
  environmentName: string | undefined,
): ServeSecrets => {
  if (file !== undefined && environmentName !== undefined) throw new UsageError(usage)
  if (file === undefined && environmentName === undefined) {
    return { place: 'the keychain', storeFor: (workspaceId) => createKeychain(`Warifu ${workspaceId}`) }
  }
  const key = (file === undefined ? fromEnvironment(environmentName ?? '') : fromFile(file)).trim()
  if (key.length < shortestKey) {
    throw new UsageError(
      `the key has fewer than ${shortestKey} characters; make one with: openssl rand -base64 32`,
    )
  }
  const source = file === undefined ? `the environment variable ${environmentName ?? ''}` : file
  return {
    place: `${dataFolder}/${sealedFileName}, sealed with the key from ${source}`,
    storeFor: (workspaceId) => createSealedFileStore(dataFolder, workspaceId, key),
  }
}

const fromFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`${file} cannot be read`)
  }
}

/** Taken out of the environment, so that no process of ours inherits it. */
const fromEnvironment = (name: string): string => {
  const key = process.env[name]
  if (key === undefined) throw new UsageError(`the environment has no ${name}`)
  Reflect.deleteProperty(process.env, name)
  return key
}
