/**
 * APIs as they were when they were deleted, each under an id by which it can be brought back once. In memory, as for
 * operations: a bin of its own would keep a password for weeks that the administrator was told is gone.
 */
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import type { StoredApi } from '../workspace/apis-table.ts'
import type { StoredOperation } from '../workspace/operations-table.ts'
import type { StoredPolicy } from '../workspace/policies-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { RecentActs } from './recent-acts.ts'

export interface DeletedApi {
  api: StoredApi
  operations: readonly StoredOperation[]
  /** Its own and its operations'. */
  policies: readonly StoredPolicy[]
  /** Of its Basic credentials; null where it had none, or the keychain would not give it. */
  password: string | null
}

export class ApiUndos {
  readonly #workspace: Workspace
  readonly #deleted = new RecentActs<DeletedApi>(10)

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** All that goes with an API. To be called before it is deleted. */
  async look(api: StoredApi): Promise<DeletedApi> {
    const { operations, policies } = this.#workspace
    return {
      api,
      operations: operations.list(api.id),
      policies: policies.ofApi(api.id),
      password: await this.#passwordOf(api),
    }
  }

  /** @returns the id to bring it back by */
  keep(deleted: DeletedApi): string {
    return this.#deleted.keep(deleted)
  }

  /** Fails with `changed-meanwhile` when it is not, or no longer, known, or has come back by another way. */
  wanted(undo: string): DeletedApi {
    const deleted = this.#deleted.get(undo)
    if (deleted === undefined || this.#workspace.apis.get(deleted.api.id) !== null) {
      throw new WarifuError('changed-meanwhile', {})
    }
    return deleted
  }

  /** To be called inside the transaction that brings it back. */
  putBack({ operations, policies }: DeletedApi, api: StoredApi): void {
    this.#workspace.apis.put(api)
    for (const operation of operations) this.#workspace.operations.put(operation)
    for (const policy of policies) this.#workspace.policies.put(policy)
  }

  forget(undo: string): void {
    this.#deleted.forget(undo)
  }

  /** A keychain that is locked keeps nobody from deleting an API. */
  async #passwordOf({ basicAccount }: StoredApi): Promise<string | null> {
    if (basicAccount === null) return null
    try {
      return await this.#workspace.secrets.get(basicAccount)
    } catch (error) {
      if (isWarifuError(error)) return null
      throw error
    }
  }
}
