/**
 * The operating system's keychain: Windows Credential Manager, macOS Keychain, or the Secret Service (GNOME
 * Keyring, KWallet, KeePassXC). The only file that imports keytar.
 *
 * keytar's native part needs libsecret on Linux. It is loaded with the first question, so that a machine without
 * it is told what is missing instead of not starting.
 */
import type { KeychainStatus } from '../../preload/contract/preferences.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { SecretStore } from './secret-store.ts'
import { fromStoredValue, toStoredValue } from './stored-value.ts'

type Platform = 'win32' | 'darwin' | 'linux'

const platform: Platform =
  process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux'

const names: Record<Platform, string> = {
  win32: 'Windows Credential Manager',
  darwin: 'macOS Keychain',
  linux: 'Secret Service',
}

/** libsecret's and Security.framework's words for a keychain that is there but was not opened. */
const lockedWords = /locked|interaction is not allowed|canceled|cancelled|dismissed/i

/** Written and removed again to learn whether the keychain takes anything. */
const probeAccount = 'availability-check'

const loadKeytar = async () => (await import('keytar')).default

const asFailure = (error: unknown): WarifuError => {
  if (isWarifuError(error)) return error
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown'
  return lockedWords.test(reason)
    ? new WarifuError('keychain-locked', {})
    : new WarifuError('keychain-unavailable', { reason })
}

/**
 * One question at a time. keytar asks from several threads at once, and on Linux it reads a secret without looking
 * whether there is one: an item that another thread removes while `findCredentials` reads ends the process.
 */
let turn: Promise<unknown> = Promise.resolve()
const inTurn = <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
  const answer = turn.then(question)
  turn = answer.catch(() => undefined)
  return answer
}

/** @param service the name all items go under, `Warifu <workspaceId>` */
export const createKeychain = (service: string): SecretStore => {
  const ask = async <Answer>(
    question: (keytar: Awaited<ReturnType<typeof loadKeytar>>) => Promise<Answer>,
  ) => {
    try {
      return await inTurn(async () => question(await loadKeytar()))
    } catch (error) {
      throw asFailure(error)
    }
  }

  const probe = () =>
    ask(async (keytar) => {
      await keytar.setPassword(service, probeAccount, 'available')
      await keytar.deletePassword(service, probeAccount)
    })

  /**
   * A locked Secret Service answers "nothing there" to every question and refuses only writing. So "nothing" is
   * believed after a write went through, and the question is asked again, because writing may have unlocked it.
   */
  const believe = async <Answer>(question: () => Promise<Answer>, isNothing: (answer: Answer) => boolean) => {
    const answer = await question()
    if (platform !== 'linux' || !isNothing(answer)) return answer
    await probe()
    return question()
  }

  return {
    async get(account) {
      const stored = await believe(
        () => ask((keytar) => keytar.getPassword(service, account)),
        (answer) => answer === null,
      )
      return stored === null ? null : fromStoredValue(stored)
    },

    async set(account, value) {
      const stored = toStoredValue(value)
      await ask((keytar) => keytar.setPassword(service, account, stored))
    },

    delete: (account) =>
      believe(
        () => ask((keytar) => keytar.deletePassword(service, account)),
        (removed) => !removed,
      ),

    async accounts() {
      const items = await believe(
        () => ask((keytar) => keytar.findCredentials(service)),
        (answer) => answer.length === 0,
      )
      return items.map(({ account }) => account).filter((account) => account !== probeAccount)
    },

    async status(): Promise<KeychainStatus> {
      try {
        await probe()
        return { state: 'available', name: names[platform] }
      } catch (error) {
        const failure = asFailure(error)
        if (failure.code === 'keychain-locked') return { state: 'locked' }
        const reason = 'reason' in failure.details ? failure.details.reason : failure.code
        return { state: 'unavailable', platform, reason }
      }
    },
  }
}
