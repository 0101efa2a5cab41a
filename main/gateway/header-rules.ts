/**
 * `set-header` policies of one direction, folded into one rule per header, so that a call applies them in one pass.
 */
import type { SetHeader } from '../policy/instructions.ts'
import { isToken, type Field } from './http1/message-head.ts'

interface HeaderRule {
  /** The message's own lines of this name are left out. */
  drop: boolean
  /** Lines written when the message has none of this name; null when there is no such rule. */
  whenAbsent: string | null
  /** Lines written after the message's own. */
  add: string
}

export interface HeaderRules {
  /** Lower-case names whose lines are left out. */
  readonly dropped: ReadonlySet<string>
  /** The lines to add to a message with `fields`. */
  added(fields: readonly Field[]): string
}

export const foldHeaderRules = (policies: readonly SetHeader[]): HeaderRules => {
  const rules = new Map<string, HeaderRule>()
  for (const policy of policies) {
    const name = policy.name.toLowerCase()
    if (ownedByGateway.has(name) || !isToken(name)) continue
    const rule = rules.get(name) ?? { drop: false, whenAbsent: null, add: '' }
    rules.set(name, applied(rule, policy))
  }
  const always = [...rules.values()].map(({ add }) => add).join('')
  const conditional = [...rules].flatMap(([name, { whenAbsent }]) =>
    whenAbsent === null ? [] : [{ name, whenAbsent }],
  )
  return {
    dropped: new Set([...rules].filter(([, { drop }]) => drop).map(([name]) => name)),
    added: (fields) => {
      let lines = always
      for (const { name, whenAbsent } of conditional) {
        if (!fields.some((field) => field.name === name)) lines += whenAbsent
      }
      return lines
    },
  }
}

const applied = (rule: HeaderRule, { name, existsAction, values }: SetHeader): HeaderRule => {
  const lines = values.map((value) => `${name}: ${fieldValue(value)}\r\n`).join('')
  switch (existsAction) {
    case 'override':
      return { drop: true, whenAbsent: null, add: lines }
    case 'delete':
      return { drop: true, whenAbsent: null, add: '' }
    case 'append':
      return { ...rule, add: rule.add + lines }
    case 'skip':
      if (rule.add !== '' || rule.whenAbsent !== null) return rule
      return rule.drop ? { ...rule, add: lines } : { ...rule, whenAbsent: lines }
  }
}

/**
 * The value as octets in Latin-1 text, since heads are written so; UTF-8 for what Latin-1 has not. A value that
 * came over several lines of the policy's text must not become several headers.
 */
const fieldValue = (value: string): string =>
  Buffer.from(value.replace(/\p{Cc}+/gu, ' ').trim(), 'utf8').toString('latin1')

/** They say where a message ends and what the connection does, which only the gateway can know. */
const ownedByGateway: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
