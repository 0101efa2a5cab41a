/** What importing an OpenAPI document does to the operations of an API. */
import type { OperationProperties } from '../../preload/contract/operations.ts'
import { importedId, normaliseOperationId } from '../operations/operation-id.ts'
import type { ImportedOperation } from '../operations/openapi/read-openapi.ts'
import { matchingKey } from '../operations/url-template.ts'
import type { StoredOperation } from '../workspace/operations-table.ts'

export interface ImportPlan {
  added: readonly (OperationProperties & { id: string })[]
  changed: readonly { before: StoredOperation; after: OperationProperties }[]
  kept: readonly StoredOperation[]
  /** Not in the document. */
  absent: readonly StoredOperation[]
}

/**
 * An operation of the document is the one that matches the same calls already, else the one that Azure's import would
 * have named after its `operationId`; it keeps its id, and with it its policy. @param imported no two of them match
 * the same calls
 */
export const planImport = (
  existing: readonly StoredOperation[],
  imported: readonly ImportedOperation[],
): ImportPlan => {
  const byKey = new Map(existing.map((operation) => [matchingKey(operation), operation]))
  const partners = new Map(imported.map((operation) => [operation, byKey.get(matchingKey(operation))]))
  const matched = new Set([...partners.values()].flatMap((operation) => operation?.id ?? []))
  const byId = new Map(existing.map((operation) => [operation.id.toLowerCase(), operation]))
  const taken = new Set(byId.keys())

  const added: (OperationProperties & { id: string })[] = []
  const changed: { before: StoredOperation; after: OperationProperties }[] = []
  const kept: StoredOperation[] = []
  for (const [operation, sameCalls] of partners) {
    const { operationId, ...properties } = operation
    const named = sameCalls ?? byId.get(normaliseOperationId(operationId))
    const before = named === sameCalls || !matched.has(named?.id ?? '') ? named : undefined
    if (before === undefined) {
      const id = importedId(operation, taken)
      taken.add(id)
      added.push({ id, ...properties })
      continue
    }
    matched.add(before.id)
    if (isSame(before, properties)) kept.push(before)
    else changed.push({ before, after: properties })
  }
  return { added, changed, kept, absent: existing.filter(({ id }) => !matched.has(id)) }
}

const isSame = (one: OperationProperties, other: OperationProperties): boolean =>
  (['displayName', 'method', 'urlTemplate', 'description'] as const).every(
    (name) => one[name] === other[name],
  )
