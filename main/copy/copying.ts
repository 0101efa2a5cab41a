/** Plans a copy, keeps the plan with all that it was made of, and carries it out as it was shown. */
import { randomUUID } from 'node:crypto'
import type { CopyOutcome, CopyPlan, CopyRequest } from '../../preload/contract/copying.ts'
import type { EmbeddedService } from '../management/service.ts'
import { WarifuError } from '../warifu-error.ts'
import { carryOut } from './carry-out.ts'
import type { CopyEnd, CopyEnds } from './ends.ts'
import { readFacts } from './facts.ts'
import type { CopyFacts } from './facts.ts'
import { planCopy } from './plan.ts'

export interface Copying {
  /** Fails with `request-invalid` where source and target are one, and as the ends do. */
  plan(request: CopyRequest): Promise<CopyPlan>
  /**
   * Fails with `request-invalid` when it is not the newest plan, or was carried out before, and with `cancelled` when
   * the person said no; then it can still be.
   */
  run(planId: string): Promise<CopyOutcome[]>
  cancel(): void
}

export interface CopyingOptions {
  /** Both as they are at that moment. Fails as a connection that cannot be used does. */
  endsFor: (target: string | null) => CopyEnds
  /** Asked before any private key leaves the workspace, with what its certificates are called. */
  confirm: (names: readonly string[], to: { service: string; host: string }) => Promise<boolean>
  onOutcome: (outcome: CopyOutcome) => void
}

export const createCopying = ({ endsFor, confirm, onOutcome }: CopyingOptions): Copying => {
  let planned: { plan: CopyPlan; facts: CopyFacts; ends: CopyEnds } | null = null
  let end = (): void => undefined

  return {
    plan: async ({ target, ...wanted }) => {
      planned = null
      const { source, ...others } = endsFor(target)
      if (source.service === others.target.service)
        throw new WarifuError('request-invalid', { field: 'target' })
      const ends = { ...others, source: apart(source), target: apart(others.target) }
      end = () => {
        for (const one of [ends.source, ends.target]) stopAsking(one)
      }
      const facts = await readFacts(ends, wanted)
      const plan = { id: randomUUID(), ...planCopy(facts) }
      planned = { plan, facts, ends }
      return plan
    },

    run: async (planId) => {
      if (planned?.plan.id !== planId) throw new WarifuError('request-invalid', { field: 'planId' })
      const taken = planned
      const { plan, facts, ends } = taken
      planned = null
      const { target } = ends
      const names = await sentNames(plan, ends.workspace)
      if (target.kind === 'connection' && names.length > 0) {
        const sure = await confirm(names, { service: target.name, host: target.host })
        if (!sure) {
          planned ??= taken
          throw new WarifuError('cancelled', {})
        }
      }
      const stopping = new AbortController()
      end = () => stopping.abort()
      return carryOut(plan, facts, ends, { onOutcome, signal: stopping.signal })
    },

    cancel: () => end(),
  }
}

/** Of the certificates whose private key goes along, by their files: what a service calls them is its own affair. */
const sentNames = async ({ certificates }: CopyPlan, workspace: EmbeddedService): Promise<string[]> => {
  const names: string[] = []
  for (const { fate } of certificates) {
    if (fate.kind !== 'added' || fate.from.kind !== 'workspace') continue
    const { commonName, thumbprint } = await workspace.certificates.get(fate.from.certificateId)
    names.push(`${commonName} (…${thumbprint.slice(-4)})`)
  }
  return names
}

/** What the window asks the same service goes on when this is ended. */
const apart = (one: CopyEnd): CopyEnd =>
  one.kind === 'connection' ? { ...one, service: one.service.apart() } : one

const stopAsking = (one: CopyEnd): void => {
  if (one.kind === 'connection') one.service.cancel()
}
