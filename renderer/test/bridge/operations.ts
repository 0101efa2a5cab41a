import type { Operation } from '../../../preload/contract/operations.ts'
import type { Bridge } from '../../../preload/contract/requests.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface OperationsState {
  operations: readonly Operation[]
}

export const operationsState = (): OperationsState => ({ operations: [] })

export const fakeOperations = ({ state, answer, emit }: World<OperationsState>): Bridge['operations'] => {
  const set = (operations: readonly Operation[]): void => {
    state.operations = operations
    emit('workspaceChanged', ['operations'])
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
        set([...state.operations, operation])
        return good(operation)
      }),
    update: ({ apiId, id, properties }) =>
      answer('operations.update', () => {
        const before = state.operations.find(is(apiId, id))
        if (!before) return fails(failure('not-found', { what: 'operation', id }))
        const operation = { ...before, ...properties, etag: `${before.etag}+` }
        set(state.operations.map((one) => (one === before ? operation : one)))
        return good(operation)
      }),
    remove: ({ apiId, id }) =>
      answer('operations.remove', () => {
        set(state.operations.filter((one) => !is(apiId, id)(one)))
        return good(undefined)
      }),
  }
}
