/**
 * Compiles the policies of a call's scopes into what the gateway applies, in order.
 *
 * Only what holds for every call is applied: whatever depends on an expression or a condition is listed as not
 * applied, and the access controls among that are reasons not to serve the API at all.
 */
import { policySections, type PolicySection } from '../../preload/contract/policy-form.ts'
import { parsePolicy } from './document.ts'
import { inheritedElements, type ScopedDocument } from './inheritance.ts'
import type { Instruction } from './instructions.ts'
import { elementsIn, type ElementNode, type Finding } from './nodes.ts'
import { isAccessControl, type NotApplied, type NotAppliedReason, type ScopeKind } from './not-applied.ts'
import { readInstruction } from './read-instruction.ts'
import { UnsettledHeaders } from './unsettled-headers.ts'

export type { ScopedDocument } from './inheritance.ts'
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

/** The program, and what is wrong in the elements that it was read from. */
export function compile(scopes: readonly ScopedDocument[]): {
  program: PolicyProgram
  findings: readonly Finding[]
} {
  const findings: Finding[] = []
  const notApplied: NotApplied[] = []
  const unsettled = new UnsettledHeaders()

  const program = {
    inbound: expand('inbound'),
    backend: expand('backend'),
    outbound: expand('outbound'),
    onError: expand('on-error'),
  }
  const refusedBecause = notApplied.filter(({ accessControl }) => accessControl)
  return { program: { ...program, notApplied, refusedBecause }, findings }

  function expand(section: PolicySection): Instruction[] {
    const instructions: Instruction[] = []
    for (const { scoped, element, inherits } of inheritedElements(scopes, section)) {
      const { scope, document } = scoped
      if (element === null) {
        if (section === policySections[0]) {
          notApplied.push({ ...malformed, section, scope, length: document.text.length })
        }
        continue
      }
      if (element.name === 'forward-request' && element.attributes.length === 0) continue
      const reading = readInstruction(document.text, element, section)
      findings.push(...reading.findings)
      const { instruction } = reading
      const depends = instruction?.policy === 'check-header' && unsettled.has(instruction.name)
      const because = depends ? 'depends' : reading.because
      if (because === null) {
        if (instruction !== null) instructions.push(instruction)
        continue
      }
      unsettled.add(document.text, element)
      const accessControl = isAccessControl(element.name, section)
      notApplied.push(entry(element, section, scope, because, accessControl))
      for (const nested of nestedControls(element, section, inherits)) {
        notApplied.push(entry(nested, section, scope, 'conditional', true))
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
