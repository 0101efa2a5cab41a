/**
 * The embedded workspace: certificates, APIs, policies and their record, in one folder and the keychain.
 *
 * Opening it puts right what a killed process left half done and says so in `repairs`.
 */
import type { Door, Repair, RepairReport } from '../../preload/contract/activity.ts'
import type { Events } from '../../preload/contract/events.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { isWarifuError } from '../warifu-error.ts'
import { auditWorkspace } from './audit.ts'
import { Activity } from './activity.ts'
import { Acts } from './acts.ts'
import type { Act, Step } from './acts.ts'
import { ApisTable } from './apis-table.ts'
import { BackupSchedule } from './backup-schedule.ts'
import { takeBackup } from './backups.ts'
import { purgeExpired } from './bin.ts'
import { CertificatesTable } from './certificates-table.ts'
import { text } from './columns.ts'
import { openDataFolder } from './data-folder.ts'
import type { DataFolder } from './data-folder.ts'
import type { Database } from './database.ts'
import { GatewayHttpsTable } from './gateway-https-table.ts'
import { HandshakesTable } from './handshakes-table.ts'
import { forgetPurged } from './forget.ts'
import { Journal } from './journal.ts'
import { removeLeftOver } from './keychain-audit.ts'
import { OperationsTable } from './operations-table.ts'
import { PoliciesTable } from './policies-table.ts'
import { SealingKeys } from './sealing-keys.ts'
import { Unusable } from './unusable.ts'

/** What a change touched, as whoever shows it is told. */
export type WorkspaceTopic = Parameters<Events['workspaceChanged']>[0][number]

export interface WorkspaceOptions {
  dataFolder: string
  /** The keychain for a workspace's id, `createKeychain(`Warifu ${id}`)`. */
  secretsFor: (workspaceId: string) => SecretStore
  now?: () => Date
  /** The type of the network file system that a folder lies on, or null; what the system says unless given. */
  shareOf?: (folder: string) => string | null
  /** Days for which a deleted certificate can be taken out of the bin; 0 deletes at once. */
  binDays?: number
  /** Told after a change and its entry in the record were made. */
  onRecorded?: () => void
  /** Told of every step of an act; the crash test dies there. */
  onStep?: (step: Step) => void
}

const keychainFailures: readonly string[] = ['keychain-locked', 'keychain-unavailable']

/** Whose keychain items these are; made with the file. */
const workspaceId = (database: Database): string => {
  const row = database.get('SELECT id FROM workspace')
  if (row === undefined) throw new TypeError('the workspace has no id')
  return text(row, 'id')
}

export class Workspace {
  readonly id: string
  readonly folder: string
  /** The type of the network file system that the folder lies on; null on a disk of this computer. */
  readonly share: string | null
  readonly binDays: number
  readonly now: () => Date
  readonly secrets: SecretStore
  readonly keys: SealingKeys
  readonly activity: Activity
  readonly certificates: CertificatesTable
  readonly apis: ApisTable
  readonly operations: OperationsTable
  readonly policies: PoliciesTable
  readonly gatewayHttps: GatewayHttpsTable
  readonly handshakes: HandshakesTable
  readonly unusable = new Unusable()
  readonly #database: Database
  readonly #release: () => void
  readonly #acts: Acts
  readonly #backups: BackupSchedule
  readonly #onRecorded: () => void
  #repairs: Repair[]
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(options: WorkspaceOptions, { database, repairs, share, release }: DataFolder) {
    this.#database = database
    this.#release = release
    this.#repairs = repairs
    this.folder = options.dataFolder
    this.share = share
    this.binDays = options.binDays ?? 0
    this.#onRecorded = options.onRecorded ?? (() => undefined)
    this.now = options.now ?? (() => new Date())
    this.id = workspaceId(database)
    this.secrets = options.secretsFor(this.id)
    this.keys = new SealingKeys(this.secrets)
    this.activity = new Activity(database, this.now)
    this.certificates = new CertificatesTable(database)
    this.apis = new ApisTable(database)
    this.operations = new OperationsTable(database)
    this.policies = new PoliciesTable(database)
    this.gatewayHttps = new GatewayHttpsTable(database)
    this.handshakes = new HandshakesTable(database)
    this.#acts = new Acts({
      ...{ database, secrets: this.secrets, keys: this.keys, activity: this.activity, now: this.now },
      journal: new Journal(database),
      onStep: options.onStep ?? (() => undefined),
    })
    this.#backups = new BackupSchedule(() =>
      this.turn(() => takeBackup(this.folder, this.#database, this.now())),
    )
  }

  /**
   * Fails with `workspace-in-use` (another process has it), `workspace-open-elsewhere` (another host), `workspace-newer`
   * (untouched), `data-folder-not-writable` or `disk-full`. A damaged database is replaced by its newest sound backup; a keychain that cannot be asked does
   * not hinder opening.
   */
  static async open(options: WorkspaceOptions): Promise<Workspace> {
    const now = options.now?.() ?? new Date()
    const dataFolder = openDataFolder(options.dataFolder, now, options.shareOf)
    try {
      const workspace = new Workspace(options, dataFolder)
      await workspace.#begin()
      return workspace
    } catch (error) {
      dataFolder.release()
      throw error
    }
  }

  async #begin(): Promise<void> {
    const restored = this.#repairs.some(({ kind }) => kind === 'database-restored')
    this.#repairs.push(...(await this.#acts.settle('start-up')))
    try {
      if (restored) await this.#recordRestored()
      await this.turn(async () => {
        await purgeExpired(this)
        await forgetPurged(this)
      })
    } catch (error) {
      // Without the keychain nothing can be recorded or purged now; the next start does it.
      if (!isWarifuError(error) || !keychainFailures.includes(error.code)) throw error
    }
  }

  /** Looks for what opening has no time for, and adds what it finds to `repairs`. */
  async audit(): Promise<RepairReport> {
    const found = await this.turn(() => auditWorkspace(this))
    this.#repairs.push(...found)
    return found
  }

  /** What opening finished, undid or restored, and what the audit found. */
  get repairs(): RepairReport {
    return this.#repairs
  }

  /** Removes the keychain items that nothing refers to. @returns what remains of `repairs` */
  async removeLeftOver(door: Door): Promise<RepairReport> {
    await this.turn(() => removeLeftOver(this, door))
    this.#repairs = this.#repairs.filter(({ kind }) => kind !== 'keychain-item-left-over')
    return this.#repairs
  }

  #recordRestored(): Promise<null> {
    return this.perform({
      door: 'start-up',
      act: 'workspace-restored',
      subject: { kind: 'workspace', id: this.id, name: '' },
      change: () => ({ answer: null, before: null, after: null }),
    })
  }

  /** True while nothing has been put in it. */
  empty(): boolean {
    const sql = 'SELECT EXISTS (SELECT 1 FROM certificate) OR EXISTS (SELECT 1 FROM api) AS filled'
    return this.#database.get(sql)?.['filled'] === 0
  }

  /** Bytes that the record takes in the database's file. */
  recordBytes(): number {
    const row = this.#database.get("SELECT sum(pgsize) AS bytes FROM dbstat WHERE name = 'activity'")
    return Number(row?.['bytes'] ?? 0)
  }

  /** The current sealing key and those of everything sealed before. */
  sealingKeyIds(): string[] {
    const sql = `
      SELECT sealing_key_id FROM workspace WHERE sealing_key_id IS NOT NULL
      UNION SELECT sealing_key_id FROM sealed_pfx UNION SELECT sealing_key_id FROM activity_head`
    return this.#database.all(sql).map((row) => text(row, 'sealing_key_id'))
  }

  /** Runs changes strictly one after another, whichever door they come by: checks and change see the same state. */
  turn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** One change, all or nothing, with its entry in the record. Within a turn. */
  async perform<Answer>(act: Act<Answer>): Promise<Answer> {
    const answer = await this.#acts.perform(act)
    this.#backups.changed()
    this.#onRecorded()
    return answer
  }

  /** Within a turn. False when it could not be taken, e.g. on a full disk. */
  async backUpNow(): Promise<boolean> {
    try {
      await takeBackup(this.folder, this.#database, this.now())
      return true
    } catch (error) {
      if (!isWarifuError(error)) throw error
      return false
    }
  }

  /** Waits for the change under way, backs up what changed, and lets the folder and the keys go. */
  async close(): Promise<void> {
    await this.#backups.takeIfDue()
    await this.#turn
    this.keys.forget()
    this.#release()
  }
}
