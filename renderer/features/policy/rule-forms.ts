/** How the form shows each policy that it knows: its fields, and what a new one says until it is filled in. */
import type {
  PolicyRule,
  PolicySection,
  RuleFields,
  RulePolicy,
} from '../../../preload/contract/policy-form.ts'

export type RuleAttribute =
  | 'action'
  | 'base-url'
  | 'copy-unmatched-params'
  | 'exists-action'
  | 'failed-check-error-message'
  | 'failed-check-httpcode'
  | 'ignore-case'
  | 'name'
  | 'template'

export type RuleChoice = 'override' | 'skip' | 'append' | 'delete' | 'allow' | 'forbid'

/** `otherwise` is what holds where the attribute is not written. */
export type RuleField =
  | { kind: 'text'; attribute: RuleAttribute }
  | { kind: 'choice'; attribute: RuleAttribute; values: readonly RuleChoice[]; otherwise: RuleChoice | null }
  | { kind: 'flag'; attribute: RuleAttribute; otherwise: boolean }

interface RuleForm {
  fields: readonly RuleField[]
  /** Of several the last would hold: the form adds one only. */
  once: boolean
  /** `serviceUrl` is where calls go without it, if that is known. */
  example: (serviceUrl: string | undefined) => RuleFields
}

const text = (attribute: RuleAttribute): RuleField => ({ kind: 'text', attribute })

export const ruleForms: Readonly<Record<RulePolicy, RuleForm>> = {
  'set-backend-service': {
    fields: [text('base-url')],
    once: true,
    example: (serviceUrl = 'https://') => ({ attributes: { 'base-url': serviceUrl }, items: [] }),
  },
  'rewrite-uri': {
    fields: [text('template'), { kind: 'flag', attribute: 'copy-unmatched-params', otherwise: true }],
    once: true,
    example: () => ({ attributes: { template: '/' }, items: [] }),
  },
  'set-header': {
    fields: [
      text('name'),
      {
        kind: 'choice',
        attribute: 'exists-action',
        values: ['override', 'skip', 'append', 'delete'],
        otherwise: 'override',
      },
    ],
    once: false,
    example: () => ({ attributes: { name: 'X-Name', 'exists-action': 'override' }, items: [''] }),
  },
  'check-header': {
    fields: [
      text('name'),
      text('failed-check-httpcode'),
      text('failed-check-error-message'),
      { kind: 'flag', attribute: 'ignore-case', otherwise: false },
    ],
    once: false,
    example: () => ({
      attributes: {
        name: 'X-Name',
        'failed-check-httpcode': '401',
        'failed-check-error-message': 'Not authorized',
        'ignore-case': 'false',
      },
      items: [],
    }),
  },
  'ip-filter': {
    fields: [{ kind: 'choice', attribute: 'action', values: ['allow', 'forbid'], otherwise: null }],
    once: false,
    example: () => ({ attributes: { action: 'allow' }, items: ['127.0.0.1'] }),
  },
}

/** What the form shows together, in the order in which a call meets it. */
export const ruleGroups = [
  { name: 'callers', section: 'inbound', policies: ['ip-filter', 'check-header'] },
  { name: 'request', section: 'inbound', policies: ['set-header'] },
  { name: 'backEnd', section: 'inbound', policies: ['set-backend-service', 'rewrite-uri'] },
  { name: 'response', section: 'outbound', policies: ['set-header'] },
] as const satisfies readonly { name: string; section: PolicySection; policies: readonly RulePolicy[] }[]

/** A rule with its place in the list, by which an edit names it, and the key of its card, whatever its place. */
export interface PlacedRule extends PolicyRule {
  place: number
  key: number
}

/** Header values or addresses as they are typed, one a line; a range as `10.0.0.1-10.0.0.9`. */
export function itemsOf(policy: RulePolicy, typed: string): string[] {
  const lines = typed.split('\n').map((line) => line.trim())
  if (policy === 'ip-filter') {
    return lines.filter((line) => line !== '').map((line) => line.replace(/\s*-\s*/, '-'))
  }
  const items = lines.filter((line) => line !== '')
  // A header may be set to nothing, but not without any value.
  return policy === 'set-header' && items.length === 0 ? [''] : items
}
