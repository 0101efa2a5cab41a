import type { Workspace } from '../workspace.ts'

/** Keeps an API by an act of its own, as the window would: one more change that must not be lost. */
export const addApi = (workspace: Workspace, id: string) =>
  workspace.perform({
    door: 'window',
    act: 'api-created',
    subject: { kind: 'api', id, name: id },
    change: () => {
      const rest = { etag: 'e', displayName: id, path: id, serviceUrl: 'https://localhost', trust: null }
      workspace.apis.put({ id, ...rest, basicAccount: null, gateway: null })
      return { answer: null, before: null, after: { id } }
    },
  })
