/**
 * `node --import ./e2e/stand-in/register.ts out/main/index.js …`: from here on the program's `electron` is the
 * stand-in's, and with `--stand-in-keychain=…` its `keytar` is one that keeps nothing in the system's keychain.
 */
import { createRequire, registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { setProcessIdentity } from './process-identity.ts'

/** Threads that the program starts inherit `--import`; in Electron they have no `electron` module either. */
if (isMainThread) {
  // Nor must the processes that it starts come here: the path may be relative to another folder.
  process.execArgv = withoutImport(process.execArgv)
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
  setProcessIdentity('browser', version)

  const { options } = await import('./state.ts')
  const replaced = new Map([['electron', new URL('electron.ts', import.meta.url).href]])
  if (options.keychain !== 'system') replaced.set('keytar', new URL('memory-keytar.ts', import.meta.url).href)
  registerHooks({
    resolve: (specifier, context, next) => next(replaced.get(specifier) ?? specifier, context),
  })
}

function withoutImport(execArgv: readonly string[]): string[] {
  return execArgv.filter(
    (argument, index) =>
      !argument.startsWith('--import=') && argument !== '--import' && execArgv[index - 1] !== '--import',
  )
}
