/** Operations of an OpenAPI document: what importing them would do, and the import in one act. */
import { createHash } from 'node:crypto'
import type { ImportPreview, Operation } from '../../preload/contract/operations.ts'
import type { OpenApiDocument } from '../operations/openapi/read-openapi.ts'
import { newEtag } from '../workspace/certificates-table.ts'
import type { StoredOperation } from '../workspace/operations-table.ts'
import { apiSubject, storedApi } from './embedded-apis.ts'
import { requireMatch } from './embedded-context.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { planImport } from './import-plan.ts'
import type { OperationUndos } from './operation-undos.ts'
import type { EmbeddedService } from './service.ts'

/** @param show an operation as the service's readers see it */
export const importOperations = (
  context: EmbeddedContext,
  undos: OperationUndos,
  show: (apiId: string, operations: readonly StoredOperation[]) => Operation[],
): Pick<EmbeddedService['operations'], 'previewImport' | 'import'> => {
  const { workspace, door } = context

  const look = (apiId: string, { operations, leftOut, title, version, servers }: OpenApiDocument) => {
    const existing = workspace.operations.list(apiId)
    const plan = planImport(existing, operations)
    const { added, changed, kept } = plan
    const preview: ImportPreview = {
      ...{ title, version, servers, added, changed, kept, leftOut },
      absent: show(apiId, plan.absent),
      etag: etagOf(existing),
    }
    return { existing, plan, preview }
  }

  return {
    previewImport: (apiId, document) =>
      Promise.resolve().then(() => {
        storedApi(workspace, apiId)
        return look(apiId, document).preview
      }),

    import: (apiId, ifMatch, document, { removeAbsent }) =>
      context.change(['operations', 'policies', 'certificates'], async () => {
        const api = storedApi(workspace, apiId)
        const { existing, plan, preview } = look(apiId, document)
        requireMatch(preview.etag, ifMatch)
        const removed = removeAbsent ? plan.absent : []
        const written = [
          ...plan.added.map((operation) => ({ ...operation, apiId, etag: newEtag() })),
          ...plan.changed.map(({ before, after }) => ({ ...before, ...after, etag: newEtag() })),
        ]
        const before = undos.look(
          apiId,
          [...written, ...removed].map(({ id }) => id),
        )
        await workspace.perform({
          door,
          act: 'operations-imported',
          subject: apiSubject(api),
          change: () => {
            for (const { id } of removed) workspace.operations.remove(apiId, id)
            for (const operation of written) workspace.operations.put(operation)
            const counts = {
              operations: existing.length + plan.added.length - removed.length,
              ...{ added: plan.added.length, changed: plan.changed.length, removed: removed.length },
            }
            const after = { ...counts, document: document.title }
            return { answer: null, before: { operations: existing.length }, after }
          },
        })
        return { ...preview, undo: undos.keep(apiId, before) }
      }),
  }
}

/** Another whenever any of them changes, comes or goes. */
const etagOf = (operations: readonly StoredOperation[]): string => {
  const hash = createHash('sha256')
  for (const { id, etag } of operations) hash.update(`${id}\0${etag}\0`)
  return hash.digest('hex')
}
