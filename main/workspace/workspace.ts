/**
 * The embedded workspace: certificates, APIs, policies and their record, in one folder and the keychain.
 *
 * Opening it puts right what a killed process left half done and says so in `repairs`.
 */
import { randomUUID } from 'node:crypto'
import type { Repair, RepairReport } from '../../preload/contract/activity.ts'
import type { Events } from '../../preload/contract/requests.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { Activity } from './activity.ts'
import { Acts } from './acts.ts'
import type { Act, Step } from './acts.ts'
import { ApisTable } from './apis-table.ts'
import { CertificatesTable } from './certificates-table.ts'
import { text } from './columns.ts'
import { Database } from './database.ts'
import { Journal } from './journal.ts'
import { PoliciesTable } from './policies-table.ts'
import { SealingKeys } from './sealing-keys.ts'

/** What a change touched, as whoever shows it is told. */
export type WorkspaceTopic = Parameters<Events['workspaceChanged']>[0][number]

export interface WorkspaceOptions {
  dataFolder: string
  /** The keychain for a workspace's id, `createKeychain(`Warifu ${id}`)`. */
  secretsFor: (workspaceId: string) => SecretStore
  now?: () => Date
  /** Days for which a deleted certificate can be taken out of the bin; 0 deletes at once. */
  binDays?: number
  /** Told of every step of an act; the crash test dies there. */
  onStep?: (step: Step) => void
}

/** The row that says whose keychain items these are; made with the file. */
const workspaceId = (database: Database, now: Date): string => {
  const row = database.get('SELECT id FROM workspace')
  if (row !== undefined) return text(row, 'id')
  const id = randomUUID()
  database.transaction(() => {
    database.run('INSERT INTO workspace VALUES (1, ?, ?, NULL)', id, now.toISOString())
  })
  return id
}

export class Workspace {
  readonly id: string
  readonly folder: string
  readonly binDays: number
  readonly now: () => Date
  readonly secrets: SecretStore
  readonly keys: SealingKeys
  readonly activity: Activity
  readonly certificates: CertificatesTable
  readonly apis: ApisTable
  readonly policies: PoliciesTable
  readonly #database: Database
  readonly #acts: Acts
  readonly #repairs: Repair[] = []
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(options: WorkspaceOptions, database: Database) {
    this.#database = database
    this.folder = options.dataFolder
    this.binDays = options.binDays ?? 0
    this.now = options.now ?? (() => new Date())
    this.id = workspaceId(database, this.now())
    this.secrets = options.secretsFor(this.id)
    this.keys = new SealingKeys(this.secrets)
    this.activity = new Activity(database, this.now)
    this.certificates = new CertificatesTable(database)
    this.apis = new ApisTable(database)
    this.policies = new PoliciesTable(database)
    this.#acts = new Acts({
      ...{ database, secrets: this.secrets, keys: this.keys, activity: this.activity, now: this.now },
      journal: new Journal(database),
      onStep: options.onStep ?? (() => undefined),
    })
  }

  /**
   * Fails with `workspace-in-use` (another process has it), `workspace-newer` (untouched), `workspace-damaged`,
   * `data-folder-not-writable` or `disk-full`. A keychain that cannot be asked does not hinder opening.
   */
  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const database = Database.open(options.dataFolder)
    try {
      const workspace = new Workspace(options, database)
      workspace.#repairs.push(...(await workspace.#acts.settle('start-up')))
      return workspace
    } catch (error) {
      database.close()
      throw error
    }
  }

  /** What opening finished, undid, restored or found. */
  get repairs(): RepairReport {
    return this.#repairs
  }

  /** True while nothing has been put in it. */
  empty(): boolean {
    const sql = 'SELECT EXISTS (SELECT 1 FROM certificate) OR EXISTS (SELECT 1 FROM api) AS filled'
    return this.#database.get(sql)?.['filled'] === 0
  }

  /** Runs changes strictly one after another, whichever door they come by: checks and change see the same state. */
  turn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** One change, all or nothing, with its entry in the record. Within a turn. */
  perform<Answer>(act: Act<Answer>): Promise<Answer> {
    return this.#acts.perform(act)
  }

  /** Waits for the change under way, then lets the file and the keys go. */
  async close(): Promise<void> {
    await this.#turn
    this.keys.forget()
    this.#database.close()
  }
}
