import type { Door } from '../../preload/contract/activity.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import type { Decoder } from '../certificates/decoder-host.ts'
import { WarifuError } from '../warifu-error.ts'
import type { Workspace, WorkspaceTopic } from '../workspace/workspace.ts'
import { PolicyReader } from './usage.ts'

export interface EmbeddedServiceOptions {
  decoder: Pick<Decoder, 'inspect' | 'open' | 'makePfx'>
  /** By which door this service's changes come, for the record. */
  door: Door
  /** What the organisation forbids, by whichever door it is asked for. */
  policy?: ManagedPolicy
  /**
   * Awaited within the change's turn, before its promise resolves: what is in force is in force then. It may read
   * the workspace but must not change it, and should not reject: the change has been made.
   */
  onChange: (topics: readonly WorkspaceTopic[]) => Promise<void>
}

/** What the parts of the embedded service share. */
export interface EmbeddedContext extends EmbeddedServiceOptions {
  policy: ManagedPolicy
  workspace: Workspace
  policyReader: PolicyReader
  /** Runs a change in its turn and tells of it. */
  change<Answer>(topics: readonly WorkspaceTopic[], work: () => Promise<Answer>): Promise<Answer>
}

export const createContext = (workspace: Workspace, options: EmbeddedServiceOptions): EmbeddedContext => ({
  ...options,
  policy: options.policy ?? {},
  workspace,
  policyReader: new PolicyReader(workspace),
  change: (topics, work) =>
    workspace.turn(async () => {
      const answer = await work()
      await options.onChange(topics)
      return answer
    }),
})

/** Fails with `changed-meanwhile` when somebody else has changed it since `ifMatch` was read. */
export const requireMatch = (etag: string, ifMatch: string): void => {
  if (ifMatch !== '*' && ifMatch !== etag) throw new WarifuError('changed-meanwhile', {})
}

/**
 * The same for what need not be there yet: with `'*'` anything goes, a certain ETag asks for exactly that state, null
 * for nothing there.
 * Azure's own examples create with `If-Match: *`, where RFC 9110 (13.1.1) alone would refuse.
 */
export const requireMatchOrAbsent = (etag: string | null, ifMatch: string | null): void => {
  if (ifMatch !== '*' && ifMatch !== etag) throw new WarifuError('changed-meanwhile', {})
}
