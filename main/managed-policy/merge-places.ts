import { managedSettings } from '../../preload/contract/managed-policy.ts'
import type {
  Management,
  ManagedPolicy,
  PolicyProblem,
  SettingForm,
  SettingName,
} from '../../preload/contract/managed-policy.ts'
import { hasForm } from './check-setting.ts'

/** One place where an organisation may have written settings: what stands there, or why it is passed over. */
export type PolicyPlace =
  | { place: string; values: Readonly<Record<string, unknown>> }
  | { place: string; refused: 'not-protected' | 'unreadable' }

const isSetting = (name: string): name is SettingName => Object.hasOwn(managedSettings, name)

/**
 * The settings in effect: of places that set the same, the first one has the say. What is unknown or has not its
 * setting's form is passed over and told, so that a mistake in a policy never keeps the program from starting.
 */
export function mergePlaces(places: readonly PolicyPlace[]): Management {
  const policy: Partial<Record<SettingName, unknown>> = {}
  const problems: PolicyProblem[] = []
  for (const one of places) {
    const { place } = one
    if ('refused' in one) {
      problems.push({ kind: 'place-refused', place, because: one.refused })
      continue
    }
    for (const [name, value] of Object.entries(one.values)) {
      const form: SettingForm | undefined = isSetting(name) ? managedSettings[name] : undefined
      if (!isSetting(name) || form === undefined) problems.push({ kind: 'unknown-setting', place, name })
      else if (!hasForm(value, form)) problems.push({ kind: 'wrong-value', place, name })
      else policy[name] ??= value
    }
  }
  // Each value has passed the check of its own form, which the compiler cannot follow through a loop.
  return { policy: policy as ManagedPolicy, problems }
}

/** A problem as one line of the log; values are not repeated. */
export function describeProblem(problem: PolicyProblem): string {
  switch (problem.kind) {
    case 'unknown-setting':
      return `${problem.place}: there is no setting ${JSON.stringify(problem.name)}; it is ignored`
    case 'wrong-value':
      return `${problem.place}: the value of ${problem.name} has not the form it should have; it is ignored`
    case 'place-refused':
      return problem.because === 'not-protected'
        ? `${problem.place}: others than root could have written it; all of it is ignored`
        : `${problem.place}: it cannot be read; all of it is ignored`
  }
}
