/**
 * Carries out every change of the workspace, all or nothing, across database and keychain.
 *
 * An act is: note in the journal what will be written to the keychain → write it → one transaction with the change,
 * its activity entry and the journal's next state → remove from the keychain what the change made obsolete → end.
 * Items are never overwritten, only added and later removed; so each step can be undone or finished after a kill.
 */
import { randomUUID } from 'node:crypto'
import type {
  ActivityAct,
  ActivityFacts,
  ActivitySubject,
  Door,
  Repair,
} from '../../preload/contract/activity.ts'
import { isWarifuError } from '../warifu-error.ts'
import type { SealingKey } from '../secrets/sealing.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Activity } from './activity.ts'
import { textOrNull } from './columns.ts'
import type { Database } from './database.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { newSealingKey, sealingKeyAccount, sealingKeyText } from './sealing-keys.ts'
import type { SealingKeys } from './sealing-keys.ts'

/** What the transaction of an act did, for the record and for what follows it. */
export interface Change<Answer> {
  answer: Answer
  before: ActivityFacts | null
  after: ActivityFacts | null
  /** Keychain items that nothing refers to any more once the change holds. */
  obsoleteItems?: readonly string[]
}

export interface Act<Answer> {
  door: Door
  act: ActivityAct
  subject: ActivitySubject
  /** Keychain items to write first: account to value. New accounts only. */
  items?: ReadonlyMap<string, string>
  /** Called inside the transaction, with the key for sealing. Whatever it throws undoes the act. */
  change: (key: SealingKey) => Change<Answer>
}

/** The places where a process may die between two writes; the crash test dies at each. */
export type Step =
  | 'journal-written'
  | 'item-written'
  | 'change-made'
  | 'committed'
  | 'item-removed'
  | 'act-ended'
  | 'act-undone'

export interface ActsParts {
  database: Database
  secrets: SecretStore
  keys: SealingKeys
  activity: Activity
  journal: Journal
  now: () => Date
  onStep: (step: Step) => void
}

const keychainFailures: readonly string[] = ['keychain-locked', 'keychain-unavailable']
const isKeychainFailure = (error: unknown): boolean =>
  isWarifuError(error) && keychainFailures.includes(error.code)

export class Acts {
  readonly #parts: ActsParts
  #leftovers = false

  constructor(parts: ActsParts) {
    this.#parts = parts
  }

  /** To be called within the workspace's turn. Fails with what `change` throws or a keychain or database failure. */
  async perform<Answer>(act: Act<Answer>): Promise<Answer> {
    if (this.#leftovers) await this.settle()
    return this.#carryOut(act, await this.#currentKey(act.door))
  }

  /** The key for new sealings; made with the first act, and anew when the keychain has lost it. */
  async #currentKey(door: Door): Promise<SealingKey> {
    const { database, keys } = this.#parts
    const row = database.get('SELECT id, sealing_key_id FROM workspace')
    const workspaceId = row === undefined ? '' : (textOrNull(row, 'id') ?? '')
    const currentId = row === undefined ? null : textOrNull(row, 'sealing_key_id')
    const current = currentId === null ? null : await keys.get(currentId)
    if (current !== null) return current

    const key = newSealingKey()
    await this.#carryOut(
      {
        door,
        act: currentId === null ? 'workspace-created' : 'sealing-key-created',
        subject: { kind: 'workspace', id: workspaceId, name: '' },
        items: new Map([[sealingKeyAccount(key.id), sealingKeyText(key)]]),
        change: () => {
          database.run('UPDATE workspace SET sealing_key_id = ?', key.id)
          return { answer: null, before: { sealingKeyId: currentId }, after: { sealingKeyId: key.id } }
        },
      },
      key,
    )
    return keys.remember(key)
  }

  async #carryOut<Answer>(act: Act<Answer>, key: SealingKey): Promise<Answer> {
    const { secrets, onStep } = this.#parts
    const items = act.items ?? new Map<string, string>()
    const entry: JournalEntry = {
      id: randomUUID(),
      act: act.act,
      subject: act.subject,
      state: 'under-way',
      writtenItems: [...items.keys()],
      obsoleteItems: [],
    }
    if (items.size > 0) this.#note(entry)
    let change: Change<Answer>
    try {
      for (const [account, value] of items) {
        await secrets.set(account, value)
        onStep('item-written')
      }
      change = this.#commit(act, entry.id, key)
    } catch (error) {
      if (items.size > 0) await this.#undo(entry)
      throw error
    }
    onStep('committed')
    if (change.obsoleteItems?.length) {
      await this.#removeObsolete({ ...entry, state: 'committed', obsoleteItems: change.obsoleteItems })
    }
    return change.answer
  }

  #note(entry: JournalEntry): void {
    const { database, journal, now, onStep } = this.#parts
    database.transaction(() => {
      journal.write(entry, now())
    })
    onStep('journal-written')
  }

  #commit<Answer>(act: Act<Answer>, journalId: string, key: SealingKey): Change<Answer> {
    const { database, activity, journal, now, onStep } = this.#parts
    const { door, act: name, subject } = act
    return database.transaction(() => {
      const change = act.change(key)
      const { before, after, obsoleteItems = [] } = change
      activity.append({ door, act: name, subject, before, after }, key)
      if (obsoleteItems.length === 0) journal.end(journalId)
      else {
        const entry = { id: journalId, act: name, subject, writtenItems: [], obsoleteItems }
        journal.write({ ...entry, state: 'committed' }, now())
      }
      onStep('change-made')
      return change
    })
  }

  /** The change holds already: what cannot be removed now stays in the journal and is removed later. */
  async #removeObsolete(entry: JournalEntry): Promise<void> {
    try {
      await this.#clear(entry.obsoleteItems)
      this.#end(entry)
    } catch (error) {
      if (!isWarifuError(error)) throw error
      this.#leftovers = true
    }
  }

  /**
   * Writes to the database before it touches the keychain: after a failed commit only a later write is proof that
   * the failed one will not come back. What cannot be undone now stays in the journal.
   */
  async #undo(entry: JournalEntry): Promise<void> {
    try {
      this.#note(entry)
      await this.#clear(entry.writtenItems)
      this.#end(entry)
      this.#parts.onStep('act-undone')
    } catch (error) {
      if (!isWarifuError(error)) throw error
      this.#leftovers = true
    }
  }

  async #clear(accounts: readonly string[]): Promise<void> {
    for (const account of accounts) {
      await this.#parts.secrets.delete(account)
      this.#parts.onStep('item-removed')
    }
  }

  #end(entry: JournalEntry, record?: () => void): void {
    const { database, journal, onStep } = this.#parts
    database.transaction(() => {
      journal.end(entry.id)
      record?.()
    })
    onStep('act-ended')
  }

  /** Finishes or undoes everything in the journal. Where the keychain cannot be asked, it waits there. */
  async settle(door?: Door): Promise<Repair[]> {
    const repairs: Repair[] = []
    this.#leftovers = false
    for (const entry of this.#parts.journal.entries()) {
      const { act, subject, state } = entry
      try {
        await this.#clear(state === 'committed' ? entry.obsoleteItems : entry.writtenItems)
        const kind = state === 'committed' ? 'act-finished' : 'act-undone'
        await this.#endOnRecord(entry, kind, door)
        repairs.push({ kind, act, subject })
      } catch (error) {
        if (!isKeychainFailure(error)) throw error
        this.#leftovers = true
        repairs.push({ kind: 'act-waits-for-keychain', act, subject })
      }
    }
    return repairs
  }

  /** `door` is given when the repair itself is to be recorded (start-up), and there is a key to record it with. */
  async #endOnRecord(entry: JournalEntry, kind: 'act-finished' | 'act-undone', door?: Door): Promise<void> {
    const { database, keys, activity } = this.#parts
    const row = database.get('SELECT sealing_key_id FROM workspace')
    const keyId = row === undefined ? null : textOrNull(row, 'sealing_key_id')
    const key = keyId === null ? null : await keys.get(keyId)
    const { subject } = entry
    this.#end(entry, () => {
      if (door === undefined || key === null) return
      activity.append({ door, act: kind, subject, before: null, after: { act: entry.act } }, key)
    })
  }
}
