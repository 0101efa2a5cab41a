/**
 * How operations were before the latest acts on them, each under an id by which it can be taken back once, as long as
 * nobody has changed them since.
 */
import { matchingKey } from '../operations/url-template.ts'
import { WarifuError } from '../warifu-error.ts'
import type { StoredOperation } from '../workspace/operations-table.ts'
import type { StoredPolicy } from '../workspace/policies-table.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { RecentActs } from './recent-acts.ts'

/** An operation with its policy, or that there was neither. */
export interface OperationState {
  operation: StoredOperation | null
  policy: StoredPolicy | null
}

/** By the operation's id. */
export type OperationStates = ReadonlyMap<string, OperationState>

interface Kept {
  apiId: string
  before: OperationStates
  after: OperationStates
}

export class OperationUndos {
  readonly #workspace: Workspace
  readonly #acts = new RecentActs<Kept>(20)

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  look(apiId: string, ids: readonly string[]): OperationStates {
    const { operations, policies } = this.#workspace
    const stored = new Map(operations.list(apiId).map((operation) => [operation.id, operation]))
    const policyOf = new Map(
      policies
        .ofApi(apiId)
        .flatMap((policy) =>
          policy.scope.kind === 'operation' ? [[policy.scope.operationId, policy] as const] : [],
        ),
    )
    const stateOf = (id: string): OperationState => ({
      operation: stored.get(id) ?? null,
      policy: policyOf.get(id) ?? null,
    })
    return new Map(ids.map((id) => [id, stateOf(id)]))
  }

  /** Keeps what was before an act that has just been done. @returns the id to take it back by */
  keep(apiId: string, before: OperationStates): string {
    return this.#acts.keep({ apiId, before, after: this.look(apiId, [...before.keys()]) })
  }

  /** What is to be put back. Fails with `changed-meanwhile` or `operation-taken`. */
  wanted(undo: string): { apiId: string; before: OperationStates } {
    const kept = this.#acts.get(undo)
    if (kept === undefined) throw new WarifuError('changed-meanwhile', {})
    const { apiId, before, after } = kept
    const now = this.look(apiId, [...after.keys()])
    for (const [id, state] of after) {
      const goes = before.get(id)?.operation === null
      const { operation, policy } = now.get(id) ?? { operation: null, policy: null }
      // What has become of its policy matters only where that would go with the operation.
      const same = operation?.etag === state.operation?.etag && (!goes || policy?.etag === state.policy?.etag)
      if (!same) throw new WarifuError('changed-meanwhile', {})
    }
    this.#requireFree(apiId, before)
    return { apiId, before }
  }

  /** To be called inside the transaction of the act that takes the other back. */
  putBack({ before, apiId }: { apiId: string; before: OperationStates }): void {
    const { operations, policies } = this.#workspace
    for (const [id, { operation, policy }] of before) {
      const there = operations.get(apiId, id) !== null
      if (operation === null) operations.remove(apiId, id)
      else operations.put(operation)
      if (operation !== null && policy !== null && !there) policies.put(policy)
    }
  }

  forget(undo: string): void {
    this.#acts.forget(undo)
  }

  /** Another operation may have taken the calls of one that comes back. */
  #requireFree(apiId: string, before: OperationStates): void {
    const others = this.#workspace.operations.list(apiId).filter(({ id }) => !before.has(id))
    const taken = new Map(others.map((operation) => [matchingKey(operation), operation]))
    for (const { operation } of before.values()) {
      const other = operation === null ? undefined : taken.get(matchingKey(operation))
      if (operation === null || other === undefined) continue
      const { method, urlTemplate } = operation
      const reference = { id: other.id, displayName: other.displayName }
      throw new WarifuError('operation-taken', { method, urlTemplate, operation: reference })
    }
  }
}
