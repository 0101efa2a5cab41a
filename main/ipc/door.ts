/**
 * The one guarded door between the window and the main process.
 *
 * Every request passes the same four steps: is the sender our own top frame, does the request keep to its schema,
 * call one handler, answer as a `Result`. What a request held is never logged: it may be a password.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { channelName, channels } from '../../preload/contract/channels.ts'
import type { Failure, Result } from '../../preload/contract/errors.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import { schemas } from '../../preload/contract/schemas.ts'
import { toFailure } from './failure.ts'

export interface DoorOptions {
  ipcMain: Pick<IpcMain, 'handle'>
  handlers: Handlers
  /** True for the top frame of a window that shows this program's own page, and nothing else. */
  isOwnPage: (event: IpcMainInvokeEvent) => boolean
  /** Told about surprises; gets the channel's name and the error, never the request. */
  onUnexpected: (channel: string, reference: string, error: unknown) => void
}

type Schema = {
  safeParse: (value: unknown) => { success: true; data: unknown[] } | { success: false; error: SchemaError }
}
type SchemaError = { issues: readonly { path: readonly PropertyKey[] }[] }
type Handler = (...request: unknown[]) => unknown

/** Opens every channel of the contract. A foreign sender is refused by rejection, as Electron itself refuses. */
export function openDoor(options: DoorOptions): void {
  for (const [feature, methods] of Object.entries(channels)) {
    for (const method of methods) {
      const channel = channelName(feature, method)
      // The contract's types prove that schemas and handlers have exactly these names; a loop cannot say so.
      const schema = (schemas as unknown as Record<string, Record<string, Schema>>)[feature]?.[method]
      const handler = (options.handlers as unknown as Record<string, Record<string, Handler>>)[feature]?.[
        method
      ]
      if (!schema || !handler) throw new Error(`No schema or handler for ${channel}`)
      options.ipcMain.handle(channel, (event, ...request: unknown[]) => {
        if (!options.isOwnPage(event)) throw new Error(`Refused: ${channel} was called by a foreign frame`)
        return answer(channel, schema, handler, request, options)
      })
    }
  }
}

async function answer(
  channel: string,
  schema: Schema,
  handler: Handler,
  request: unknown[],
  options: DoorOptions,
): Promise<Result<unknown>> {
  const parsed = schema.safeParse(request)
  if (!parsed.success) return refused(parsed.error)
  try {
    return { ok: true, value: await handler(...parsed.data) }
  } catch (error) {
    return {
      ok: false,
      error: toFailure(error, (reference) => options.onUnexpected(channel, reference, error)),
    }
  }
}

function refused(error: SchemaError): { ok: false; error: Failure } {
  const field = (error.issues[0]?.path ?? []).map(String).join('.')
  return { ok: false, error: { code: 'request-invalid', details: { field } } }
}
