/**
 * Guards every edit of a policy: it says where things are, so that whatever is not touched stays as it was.
 *
 * A tolerant scanner of policy text: XML in which attribute values and text may be C# expressions that are not
 * well-formed XML (format `rawxml`), or the same with references in it (format `xml`). It takes any text, never
 * throws, reads each character a bounded number of times and reports what is malformed.
 */
import type { ElementNode, Finding, PolicyNode, Span } from './nodes.ts'
import {
  beginScan,
  checkReferences,
  error,
  isNameEnd,
  isSpace,
  scanExpression,
  warning,
  type ScanState,
} from './scan-state.ts'
import { scanStartTag, type StartTag } from './start-tag.ts'

export interface Scan {
  /** What stands outside every element, in order: ideally one element, comments and white space. */
  nodes: readonly PolicyNode[]
  /** Every element in the order of their start tags. */
  elements: readonly ElementNode[]
  findings: readonly Finding[]
}

export function scan(text: string): Scan {
  const state = beginScan(text)
  const nodes: PolicyNode[] = []
  const elements: ElementNode[] = []
  const open = new OpenElements(state)
  let at = 0
  while (at < text.length) {
    const siblings = open.innermost?.children ?? nodes
    if (text.startsWith('</', at)) at = scanEndTag(state, at, open)
    else if (beginsStartTag(text, at)) {
      const tag = scanStartTag(state, at)
      const element = elementOf(tag, open.innermost)
      siblings.push(element)
      elements.push(element)
      if (!tag.selfClosing) open.push(element)
      at = tag.span.end
    } else {
      const node = scanOther(state, at) ?? scanText(state, at)
      siblings.push(node)
      at = node.span.end
    }
  }
  open.closeAll()
  return { nodes, elements, findings: state.findings }
}

const elementOf = (tag: StartTag, parent: ElementNode | null): ElementNode => ({
  kind: 'element',
  name: tag.name,
  span: { ...tag.span },
  startTag: tag.span,
  nameSpan: tag.nameSpan,
  attributes: tag.attributes,
  selfClosing: tag.selfClosing,
  endTag: null,
  children: [],
  parent,
})

/** The elements that are open at some place, and how many of each name, so that a stray end tag costs nothing. */
class OpenElements {
  readonly #state: ScanState
  readonly #stack: ElementNode[] = []
  readonly #names = new Map<string, number>()

  constructor(state: ScanState) {
    this.#state = state
  }

  get innermost(): ElementNode | null {
    return this.#stack.at(-1) ?? null
  }

  push(element: ElementNode): void {
    this.#stack.push(element)
    this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1)
  }

  /** Closes the innermost element of that name and whatever is still open in it; false when there is none. */
  close(name: string, endTag: Span): boolean {
    if ((this.#names.get(name) ?? 0) === 0) return false
    for (let element = this.#pop(); element !== undefined; element = this.#pop()) {
      if (element.name === name) {
        element.endTag = endTag
        element.span.end = endTag.end
        return true
      }
      this.#reportNotClosed(element, endTag.start)
    }
    return false
  }

  closeAll(): void {
    const end = this.#state.text.length
    for (let element = this.#pop(); element !== undefined; element = this.#pop()) {
      this.#reportNotClosed(element, end)
    }
  }

  #pop(): ElementNode | undefined {
    const element = this.#stack.pop()
    if (element !== undefined) this.#names.set(element.name, (this.#names.get(element.name) ?? 1) - 1)
    return element
  }

  #reportNotClosed(element: ElementNode, end: number): void {
    element.span.end = end
    this.#state.findings.push(error('not-closed', element.startTag, element.name))
  }
}

/** The place behind the end tag at `at`. */
function scanEndTag(state: ScanState, at: number, open: OpenElements): number {
  const { text, findings } = state
  let end = at + 2
  while (end < text.length && !isNameEnd(text[end])) end += 1
  const name = text.slice(at + 2, end)
  while (isSpace(text[end])) end += 1
  const closed = text[end] === '>'
  if (closed) end += 1
  const span = { start: at, end }
  if (!closed || name === '') findings.push(error('malformed-tag', span, name))
  if (!open.close(name, span)) findings.push(error('closed-without-opening', span, name))
  return end
}

/** A comment, CDATA section or instruction at `at`; null where there is none. */
function scanOther(state: ScanState, at: number): PolicyNode | null {
  const { text, findings } = state
  if (text.startsWith('<!--', at)) {
    const span = { start: at, end: endOf(text, '-->', at + 4) }
    if (span.end === -1) return { kind: 'comment', span: restOf(state, at, 'malformed-comment', '<!--') }
    const content = text.slice(at + 4, span.end - 3)
    // XML 1.0 §2.5 forbids this, but where the comment ends is beyond doubt.
    if (content.includes('--')) findings.push(warning('malformed-comment', span, '--'))
    return { kind: 'comment', span }
  }
  if (text.startsWith('<![CDATA[', at)) {
    const end = endOf(text, ']]>', at + 9)
    return {
      kind: 'cdata',
      span: end === -1 ? restOf(state, at, 'not-closed', '<![CDATA[') : { start: at, end },
    }
  }
  if (text.startsWith('<?', at)) {
    const end = endOf(text, '?>', at + 2)
    return {
      kind: 'instruction',
      span: end === -1 ? restOf(state, at, 'not-closed', '<?') : { start: at, end },
    }
  }
  if (text.startsWith('<!', at)) {
    const end = endOf(text, '>', at + 2)
    const span = { start: at, end: end === -1 ? text.length : end }
    // A policy has no document type; what such a thing holds is not looked into.
    findings.push(error('malformed-tag', span, '<!'))
    return { kind: 'instruction', span }
  }
  return null
}

/** Text up to the next markup. A `<` that begins none is reported and taken as text. */
function scanText(state: ScanState, at: number): PolicyNode {
  const { text, findings } = state
  const expressionFrom = skipSpacesAndQuotes(text, at)
  const behindExpression = scanExpression(state, expressionFrom)
  const expression = behindExpression !== null
  let end = behindExpression ?? at
  if (text[end] === '<' && !expression) {
    findings.push(error('malformed-tag', { start: end, end: end + 1 }, '<'))
    end += 1
  }
  const next = text.indexOf('<', end)
  const span = { start: at, end: next === -1 ? text.length : next }
  checkReferences(state, { start: behindExpression ?? at, end: span.end })
  return { kind: 'text', span, expression }
}

function restOf(state: ScanState, at: number, code: Finding['code'], subject: string): Span {
  state.findings.push(error(code, { start: at, end: at + subject.length }, subject))
  return { start: at, end: state.text.length }
}

/** The place behind the next `mark`, or -1. */
const endOf = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from)
  return at === -1 ? -1 : at + mark.length
}

const beginsStartTag = (text: string, at: number): boolean =>
  text[at] === '<' && /^[\p{L}_:]/u.test(text.slice(at + 1, at + 3))

function skipSpacesAndQuotes(text: string, at: number): number {
  let to = at
  while (isSpace(text[to]) || text[to] === '"' || text[to] === "'") to += 1
  return to
}
