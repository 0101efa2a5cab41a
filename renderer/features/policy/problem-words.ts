/** A problem of a policy as a sentence in the language in effect. */
import type { PolicyProblem } from '../../../preload/contract/policies.ts'
import { t } from '../../locales/text.ts'

export const sayProblem = ({ code, subject }: PolicyProblem): string =>
  t(`policy.problems.codes.${code}`, { subject })
