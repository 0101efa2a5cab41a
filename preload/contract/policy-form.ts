/** The form beside a policy's text: what of the text it shows, and the edits that it makes in it. */

export const policySections = ['inbound', 'backend', 'outbound', 'on-error'] as const
export type PolicySection = (typeof policySections)[number]

interface RuleShape {
  /** Where the form shows it; elsewhere it is for the text alone. */
  sections: readonly PolicySection[]
  attributes: readonly string[]
  /** What elements inside it list: header values, or addresses and ranges (`10.0.0.1-10.0.0.9`). */
  items: 'values' | 'addresses' | null
}

/**
 * The policies that the form shows. Names follow
 * https://learn.microsoft.com/azure/api-management/api-management-policies.
 */
export const ruleShapes = {
  'set-backend-service': { sections: ['inbound'], attributes: ['base-url'], items: null },
  'rewrite-uri': { sections: ['inbound'], attributes: ['template', 'copy-unmatched-params'], items: null },
  'set-header': {
    sections: ['inbound', 'outbound'],
    attributes: ['name', 'exists-action'],
    items: 'values',
  },
  'check-header': {
    sections: ['inbound'],
    attributes: ['name', 'failed-check-httpcode', 'failed-check-error-message', 'ignore-case'],
    items: 'values',
  },
  'ip-filter': { sections: ['inbound'], attributes: ['action'], items: 'addresses' },
} as const satisfies Readonly<Record<string, RuleShape>>

export type RulePolicy = keyof typeof ruleShapes

export const rulePolicies = Object.keys(ruleShapes) as readonly RulePolicy[]

export const isRulePolicy = (name: string): name is RulePolicy => Object.hasOwn(ruleShapes, name)

/** What a rule says, as it stands: an attribute that is not written is absent, and nothing need be valid. */
export interface RuleFields {
  attributes: Readonly<Record<string, string>>
  /** Without white space around them. */
  items: readonly string[]
}

/** One policy of a section, in the order of the text. */
export interface PolicyRule {
  policy: string
  section: PolicySection
  /** Its element in the text, in UTF-16 code units. */
  offset: number
  length: number
  /** Null for what the form cannot show: another policy, an expression, a named value. */
  fields: RuleFields | null
}

/** `basic` changes the user name of the one that is there: only the Security tab takes passwords. */
export type CredentialsEdit =
  { kind: 'none' } | { kind: 'basic'; username: string } | { kind: 'mutual'; certificateId: string }

/** `rule` is a place in the list of rules of the very text that is edited, and `policy` its name, to be sure. */
export type PolicyEdit =
  | { kind: 'credentials'; choice: CredentialsEdit }
  | { kind: 'add'; policy: RulePolicy; section: PolicySection; fields: RuleFields }
  | { kind: 'set-attribute'; rule: number; policy: RulePolicy; attribute: string; value: string }
  | { kind: 'set-items'; rule: number; policy: RulePolicy; items: readonly string[] }
  | { kind: 'remove'; rule: number; policy: RulePolicy }
