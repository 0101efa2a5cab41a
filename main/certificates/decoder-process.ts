/**
 * The decoder's own process: reads files that nobody has vouched for, and nothing else.
 *
 * Guards nothing by itself; it is the place where a hostile file may do its worst. It has no window, no workspace,
 * no keychain, and is killed by `decoder-host.ts` whenever a file takes too long.
 */
import { runTask } from './decoder-tasks.ts'
import type { DecoderReply, DecoderRequest } from './decoder-protocol.ts'
import { isWarifuError } from '../warifu-error.ts'

/** Electron's utilityProcess has a port to its parent; a child of Node's speaks over its IPC channel. */
interface ParentPort {
  on: (event: 'message', listener: (event: { data: unknown }) => void) => void
  postMessage: (value: unknown) => void
}

const { parentPort } = process as unknown as { parentPort?: ParentPort }

const send = (reply: DecoderReply): void => {
  if (parentPort) parentPort.postMessage(reply)
  else process.send?.(reply)
}

/** They may hold keys in the open. */
const filesOf = ({ request }: DecoderRequest): readonly Uint8Array[] =>
  'files' in request ? request.files : [request.bytes]

const answer = (message: DecoderRequest): void => {
  const { id } = message
  send({ id, state: 'started' })
  try {
    send({ id, state: 'done', answer: runTask(message) })
  } catch (error) {
    // A surprise ends the process: the host reports the file and starts a fresh one.
    if (!isWarifuError(error)) process.exit(1)
    send({ id, state: 'failed', failure: error.toFailure() })
  } finally {
    for (const bytes of filesOf(message)) bytes.fill(0)
  }
}

if (parentPort) parentPort.on('message', ({ data }) => answer(data as DecoderRequest))
else process.on('message', (message) => answer(message as DecoderRequest))
// The parent is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0))
