import type { ImportPreview, Operation } from '../../../preload/contract/operations.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface OperationsState {
  operations: readonly Operation[]
  /** What any document would do. */
  importPreview: ImportPreview
}

export const operationsState = (): OperationsState => ({
  operations: [],
  importPreview: {
    ...{ title: '', version: '3.0.3', servers: [], etag: '1' },
    ...{ added: [], changed: [], kept: [], absent: [], leftOut: [] },
  },
})

export const fakeOperations = ({ state, answer, emit }: World<OperationsState>): Bridge['operations'] => {
  const set = (operations: readonly Operation[]): void => {
    state.operations = operations
    emit('workspaceChanged', ['operations'])
  }
  /** The operations before each act, by the id that takes it back. */
  const undos = new Map<string, readonly Operation[]>()
  const undoable = (): { undo: string } => {
    const undo = `undo-${undos.size + 1}`
    undos.set(undo, state.operations)
    return { undo }
  }
  const is = (apiId: string, id: string) => (one: Operation) => one.apiId === apiId && one.id === id
  return {
    list: (apiId) =>
      answer('operations.list', () => good(state.operations.filter((one) => one.apiId === apiId))),
    create: ({ apiId, properties }) =>
      answer('operations.create', () => {
        const operation = {
          ...{ ...properties, apiId, etag: '1', hasPolicy: false },
          id: `operation-${state.operations.length + 1}`,
        }
        const done = undoable()
        set([...state.operations, operation])
        return good({ operation, ...done })
      }),
    update: ({ apiId, id, properties }) =>
      answer('operations.update', () => {
        const before = state.operations.find(is(apiId, id))
        if (!before) return fails(failure('not-found', { what: 'operation', id }))
        const operation = { ...before, ...properties, etag: `${before.etag}+` }
        const done = undoable()
        set(state.operations.map((one) => (one === before ? operation : one)))
        return good({ operation, ...done })
      }),
    remove: ({ apiId, id }) =>
      answer('operations.remove', () => {
        const done = undoable()
        set(state.operations.filter((one) => !is(apiId, id)(one)))
        return good(done)
      }),
    previewImport: () => answer('operations.previewImport', () => good(state.importPreview)),
    import: ({ apiId, removeAbsent }) =>
      answer('operations.import', () => {
        const done = undoable()
        const { added, absent } = state.importPreview
        const gone = new Set(removeAbsent ? absent.map(({ id }) => id) : [])
        const kept = state.operations.filter((one) => one.apiId !== apiId || !gone.has(one.id))
        const news = added.map((one, index) => ({ ...one, id: `imported-${index}`, apiId, etag: '1' }))
        set([...kept, ...news])
        return good({ ...state.importPreview, ...done })
      }),
    undo: (undo) =>
      answer('operations.undo', () => {
        const before = undos.get(undo)
        if (!before) return fails(failure('changed-meanwhile', {}))
        set(before)
        return good(undefined)
      }),
  }
}
