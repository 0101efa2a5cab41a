/**
 * A policy document: `<policies>` with its four sections, over the places the scanner found.
 *
 * The text stays the truth; this is a view of it for reading and for finding where to edit.
 */
import { policySections, type PolicySection } from '../../preload/contract/policy-form.ts'
import { WarifuError } from '../warifu-error.ts'
import { elementsIn, type ElementNode, type Finding } from './nodes.ts'
import { locate } from './position.ts'
import { error, warning } from './scan-state.ts'
import { scan } from './scanner.ts'

export interface PolicyDocument {
  text: string
  /** `<policies>`; null when the text holds no element but perhaps comments. */
  root: ElementNode | null
  /** Every element in the order of their start tags. */
  elements: readonly ElementNode[]
  sections: Readonly<Partial<Record<PolicySection, ElementNode>>>
  findings: readonly Finding[]
  /** Its form is in doubt somewhere: what it means is a guess, and it is not edited by the form. */
  broken: boolean
}

export function parsePolicy(text: string): PolicyDocument {
  const { nodes, elements, findings: malformed } = scan(text)
  const root = nodes.find((node) => node.kind === 'element' && node.name === 'policies')
  const outside: Finding[] = []
  for (const node of nodes) {
    if (node === root) continue
    if (node.kind === 'element') {
      const code = root === undefined ? 'root-missing' : 'text-outside-root'
      outside.push(error(code, node.startTag, node.name))
    } else if (node.kind === 'cdata' || (node.kind === 'text' && !isBlank(text, node.span))) {
      outside.push(error('text-outside-root', node.span, ''))
    }
  }
  if (root?.kind !== 'element') {
    const broken = malformed.some(isError) || outside.length > 0
    if (outside.length === 0) outside.push(error('root-missing', { start: 0, end: 0 }, 'policies'))
    return { text, root: null, elements, sections: {}, findings: [...malformed, ...outside], broken }
  }
  const { sections, findings, twice } = sectionsOf(text, root)
  const broken = twice || [...malformed, ...outside].some(isError)
  return { text, root, elements, sections, findings: [...malformed, ...outside, ...findings], broken }
}

/** @throws `policy-invalid` at the first error, where the document's form is in doubt. */
export function assertEditable(document: PolicyDocument): void {
  if (!document.broken) return
  const first = locate(document.text, document.findings.filter(isError))[0]
  throw new WarifuError('policy-invalid', {
    line: first?.line ?? 1,
    column: first?.column ?? 1,
    problem: first?.code ?? 'root-missing',
    subject: first?.subject ?? 'policies',
  })
}

function sectionsOf(text: string, root: ElementNode) {
  const sections: Partial<Record<PolicySection, ElementNode>> = {}
  const findings: Finding[] = []
  let twice = false
  for (const node of root.children) {
    if (node.kind === 'text' && !isBlank(text, node.span)) {
      findings.push(error('section-unknown', node.span, ''))
    }
  }
  for (const element of elementsIn(root)) {
    const name = policySections.find((section) => section === element.name)
    if (name === undefined) findings.push(error('section-unknown', element.startTag, element.name))
    else if (sections[name] === undefined) sections[name] = element
    else {
      twice = true
      findings.push(error('section-twice', element.startTag, element.name))
    }
  }
  for (const name of policySections) {
    if (sections[name] === undefined) findings.push(warning('section-missing', root.startTag, name))
  }
  return { sections, findings, twice }
}

const isBlank = (text: string, { start, end }: { start: number; end: number }): boolean =>
  text.slice(start, end).trim() === ''

const isError = ({ severity }: Finding): boolean => severity === 'error'
