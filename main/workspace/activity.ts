/**
 * The record of every change, as a hash chain written in the change's own transaction.
 *
 * Guards against quiet edits: each entry's hash covers the entry before it, so editing, removing or reordering one
 * shows, also to a reader of the export. Cutting the end would leave a valid shorter chain; so the last entry is
 * authenticated with a key from the keychain, which the file does not hold.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import type {
  ActivityAct,
  ActivityEntry,
  ActivityFacts,
  ActivitySubject,
  ActivityVerification,
  Door,
} from '../../preload/contract/activity.ts'
import type { SealingKey } from '../secrets/sealing.ts'
import { integer, json, text } from './columns.ts'
import type { Database, Row } from './database.ts'

/** What an act says of itself; time, actor and hashes are added here. */
export interface ActivityDraft {
  door: Door
  act: ActivityAct
  subject: ActivitySubject
  before: ActivityFacts | null
  after: ActivityFacts | null
}

/** What the first entry is bound to. */
const genesis = '0'.repeat(64)

/** `user@host` of the operating system; a process without a name for its user is told by its number. */
export const osActor = (): string => {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch {
    return `${process.getuid?.() ?? 'unknown'}@${hostname()}`
  }
}

/** SHA-256 over the JSON array of the entry's fields in this order; documented in docs/activity.md. */
export const activityHash = (entry: Omit<ActivityEntry, 'hash'>): string => {
  const { sequence, at, actor, door, act, subject, before, after, previousHash } = entry
  const fields = [sequence, at, actor, door, act, subject, before, after, previousHash]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

const headMac = (key: SealingKey, sequence: number, hash: string): string =>
  createHmac('sha256', key.bytes).update(`warifu activity head\0${sequence}\0${hash}`).digest('hex')

const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const toEntry = (row: Row): ActivityEntry => ({
  sequence: integer(row, 'sequence'),
  at: text(row, 'at'),
  actor: text(row, 'actor'),
  door: text(row, 'door') as Door,
  act: text(row, 'act') as ActivityAct,
  subject: json(row, 'subject') as ActivitySubject,
  before: row['before'] === null ? null : (json(row, 'before') as ActivityFacts),
  after: row['after'] === null ? null : (json(row, 'after') as ActivityFacts),
  previousHash: text(row, 'previous_hash'),
  hash: text(row, 'hash'),
})

const orNull = (facts: ActivityFacts | null): string | null => (facts === null ? null : JSON.stringify(facts))

export class Activity {
  readonly #database: Database
  readonly #now: () => Date
  readonly #actor = osActor()

  constructor(database: Database, now: () => Date) {
    this.#database = database
    this.#now = now
  }

  /** To be called inside the transaction of the change it tells of. */
  append(draft: ActivityDraft, key: SealingKey): void {
    const last = this.#database.get('SELECT sequence, hash FROM activity ORDER BY sequence DESC LIMIT 1')
    const unhashed = {
      ...draft,
      sequence: last === undefined ? 1 : integer(last, 'sequence') + 1,
      at: this.#now().toISOString(),
      actor: this.#actor,
      previousHash: last === undefined ? genesis : text(last, 'hash'),
    }
    const { sequence, at, actor, door, act, subject, before, after, previousHash } = unhashed
    const hash = activityHash(unhashed)
    this.#database.run(
      'INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[sequence, at, actor, door, act, JSON.stringify(subject), orNull(before), orNull(after)],
      ...[previousHash, hash],
    )
    this.#database.run(
      'INSERT OR REPLACE INTO activity_head VALUES (1, ?, ?, ?, ?)',
      ...[sequence, hash, key.id, headMac(key, sequence, hash)],
    )
  }

  /** Newest first; `before` is the sequence to continue below. */
  list(limit: number, before = Number.MAX_SAFE_INTEGER): ActivityEntry[] {
    const sql = 'SELECT * FROM activity WHERE sequence < ? ORDER BY sequence DESC LIMIT ?'
    return this.#database.all(sql, before, limit).map(toEntry)
  }

  /** Entries after a sequence, in their order. */
  after(sequence: number): ActivityEntry[] {
    const sql = 'SELECT * FROM activity WHERE sequence > ? ORDER BY sequence'
    return this.#database.all(sql, sequence).map(toEntry)
  }

  /** Every entry in its order. */
  all(): ActivityEntry[] {
    return this.#database.all('SELECT * FROM activity ORDER BY sequence').map(toEntry)
  }

  /** @param keyById the key of that id, or null when the keychain does not have it */
  async verify(keyById: (id: string) => Promise<SealingKey | null>): Promise<ActivityVerification> {
    const entries = this.all()
    let previousHash = genesis
    for (const [index, entry] of entries.entries()) {
      const sequence = index + 1
      const inPlace = entry.sequence === sequence && entry.previousHash === previousHash
      if (!inPlace || activityHash(entry) !== entry.hash) {
        return { state: 'altered', sequence, entries: entries.length }
      }
      previousHash = entry.hash
    }
    return this.#verifyHead(entries.length, previousHash, keyById)
  }

  async #verifyHead(
    entries: number,
    lastHash: string,
    keyById: (id: string) => Promise<SealingKey | null>,
  ): Promise<ActivityVerification> {
    const head = this.#database.get('SELECT * FROM activity_head')
    if (head === undefined) {
      // Only before the first act is there neither an entry nor a key.
      const untouched = this.#database.get('SELECT 1 FROM workspace WHERE sealing_key_id IS NULL')
      const begun = entries > 0 || untouched === undefined
      return begun ? { state: 'altered', sequence: entries, entries } : { state: 'intact', entries }
    }
    const sequence = integer(head, 'sequence')
    const hash = text(head, 'hash')
    const key = await keyById(text(head, 'sealing_key_id'))
    if (key !== null && !sameText(headMac(key, sequence, hash), text(head, 'mac'))) {
      return { state: 'altered', sequence: entries, entries }
    }
    if (sequence > entries) return { state: 'cut', sequence: entries, entries }
    if (sequence !== entries || hash !== lastHash) return { state: 'altered', sequence: entries, entries }
    return key === null ? { state: 'unproven', entries } : { state: 'intact', entries }
  }
}
