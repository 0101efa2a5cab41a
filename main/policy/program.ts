/**
 * Compiles the policies of a call's scopes into what the gateway applies, in order.
 *
 * `<base />` stands for the same section of the scope above. A section that is absent inherits, as if it held
 * `<base />` alone: leaving a line out never opens what the scope above keeps closed; an empty section does not
 * inherit. Only what holds for every call is applied: whatever depends on an expression or a condition is listed as
 * not applied, and the access controls among that are reasons not to serve the API at all.
 */
import { policySections, type PolicySection } from '../../preload/contract/policy-form.ts'
import { parsePolicy, type PolicyDocument } from './document.ts'
import type { Instruction } from './instructions.ts'
import { elementsIn, type ElementNode, type Finding } from './nodes.ts'
import { isAccessControl, type NotApplied, type NotAppliedReason, type ScopeKind } from './not-applied.ts'
import { readInstruction } from './read-instruction.ts'
import { UnsettledHeaders } from './unsettled-headers.ts'

export type * from './instructions.ts'
export type { NotApplied, NotAppliedReason, ScopeKind } from './not-applied.ts'

export interface ScopedPolicy {
  scope: ScopeKind
  text: string
}

/** Plain data, so that it can be posted to the gateway's worker. */
export interface PolicyProgram {
  inbound: readonly Instruction[]
  backend: readonly Instruction[]
  outbound: readonly Instruction[]
  onError: readonly Instruction[]
  notApplied: readonly NotApplied[]
  /** The access controls among what is not applied: where there is any, the API is not served unasked. */
  refusedBecause: readonly NotApplied[]
}

/** @param scopes outermost first: all APIs, the API, the operation; any may be left out. */
export const compileProgram = (scopes: readonly ScopedPolicy[]): PolicyProgram =>
  compile(scopes.map(({ scope, text }) => ({ scope, document: parsePolicy(text) }))).program

export interface ScopedDocument {
  scope: ScopeKind
  document: PolicyDocument
}

/** The program, and what is wrong in the elements that it was read from. */
export function compile(scopes: readonly ScopedDocument[]): {
  program: PolicyProgram
  findings: readonly Finding[]
} {
  const findings: Finding[] = []
  const notApplied: NotApplied[] = []
  const unsettled = new UnsettledHeaders()

  const program = {
    inbound: expand('inbound', scopes.length - 1),
    backend: expand('backend', scopes.length - 1),
    outbound: expand('outbound', scopes.length - 1),
    onError: expand('on-error', scopes.length - 1),
  }
  const refusedBecause = notApplied.filter(({ accessControl }) => accessControl)
  return { program: { ...program, notApplied, refusedBecause }, findings }

  function expand(section: PolicySection, level: number): Instruction[] {
    const scoped = scopes[level]
    if (scoped === undefined) return []
    const { document } = scoped
    if (document.broken) {
      if (section === policySections[0]) {
        notApplied.push({ ...malformed, section, scope: scoped.scope, length: document.text.length })
      }
      return []
    }
    const element = document.sections[section]
    if (element === undefined) return expand(section, level - 1)
    const instructions: Instruction[] = []
    let baseMet = false
    for (const child of elementsIn(element)) {
      if (child.name === 'base') {
        // Twice would apply the scope above twice, and so on upwards.
        if (!baseMet) instructions.push(...expand(section, level - 1))
        baseMet = true
        continue
      }
      if (child.name === 'forward-request' && child.attributes.length === 0) continue
      const reading = readInstruction(document.text, child, section)
      findings.push(...reading.findings)
      const { instruction } = reading
      const depends = instruction?.policy === 'check-header' && unsettled.has(instruction.name)
      const because = depends ? 'depends' : reading.because
      if (because === null) {
        if (instruction !== null) instructions.push(instruction)
        continue
      }
      unsettled.add(document.text, child)
      const accessControl = isAccessControl(child.name, section)
      notApplied.push(entry(child, section, scoped.scope, because, accessControl))
      for (const nested of nestedControls(child, section, level > 0)) {
        notApplied.push(entry(nested, section, scoped.scope, 'conditional', true))
      }
    }
    return instructions
  }
}

/** Access controls inside an element that is not applied; so is the `<base />` of a scope above in it. */
function nestedControls(element: ElementNode, section: PolicySection, inherits: boolean): ElementNode[] {
  const found: ElementNode[] = []
  const pending = elementsIn(element).toReversed()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isAccessControl(next.name, section) || (next.name === 'base' && inherits)) found.push(next)
    pending.push(...elementsIn(next).toReversed())
  }
  return found
}

const entry = (
  { name, startTag }: ElementNode,
  section: PolicySection,
  scope: ScopeKind,
  because: NotAppliedReason,
  accessControl: boolean,
): NotApplied => ({
  policy: name,
  section,
  scope,
  because,
  accessControl,
  offset: startTag.start,
  length: startTag.end - startTag.start,
})

const malformed = { policy: 'policies', because: 'malformed', accessControl: true, offset: 0 } as const
