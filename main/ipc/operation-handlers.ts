/** Operations of an API as the window asks for them, one by one or of an OpenAPI document. */
import type { Operation, OperationSaved, Undoable } from '../../preload/contract/operations.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { Put } from '../management/service.ts'
import type { ReadOpenApi } from '../operations/openapi/openapi-reader.ts'
import { idFor } from '../operations/operation-id.ts'
import { WarifuError } from '../warifu-error.ts'
import type { ChosenService } from './chosen-service.ts'
import type { HeldFiles } from './held-files.ts'

export interface OperationHandlerParts {
  files: HeldFiles
  service: ChosenService
  readOpenApi: ReadOpenApi
}

export function operationHandlers({
  files,
  service,
  readOpenApi,
}: OperationHandlerParts): Handlers['operations'] {
  return {
    list: (apiId) => service.operations.list(apiId),
    create: async ({ apiId, properties }) => {
      const taken = (await service.operations.list(apiId)).map(({ id }) => id)
      return saved(await service.operations.put(apiId, idFor(properties, taken), null, properties))
    },
    update: async ({ apiId, id, etag, properties }) =>
      saved(await service.operations.put(apiId, id, etag, properties)),
    remove: ({ apiId, id, etag }) => service.operations.delete(apiId, id, etag),
    previewImport: async ({ apiId, fileId }) => {
      const { operations } = service.workspace()
      const file = files.get(fileId)
      file.decoding?.abort()
      file.decoding = new AbortController()
      const document = file.document ?? (await readOpenApi(file.bytes, file.decoding.signal))
      // The file may have been let go while it was read.
      files.get(fileId).document = document
      return operations.previewImport(apiId, document)
    },
    import: async ({ apiId, fileId, etag, removeAbsent }) => {
      const { document } = files.get(fileId)
      if (document === undefined) throw new WarifuError('request-invalid', { field: 'fileId' })
      const done = await service.workspace().operations.import(apiId, etag, document, { removeAbsent })
      files.release(fileId)
      return done
    },
    undo: (undo) => service.workspace().operations.undo(undo),
  }
}

const saved = ({ entity, undo }: Put<Operation> & Undoable): OperationSaved => ({
  operation: entity,
  ...(undo === undefined ? {} : { undo }),
})
