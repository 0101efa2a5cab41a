/** What the scanner finds in a policy text. Every span counts UTF-16 code units from the start of the text. */
import type { PolicyProblem, PolicyProblemCode } from '../../preload/contract/policies.ts'

/** From `start` up to, not including, `end`. */
export interface Span {
  start: number
  end: number
}

export interface Attribute {
  name: string
  /** From the first letter of the name to the closing quote. */
  span: Span
  /** Between the quotes. */
  value: Span
  quote: '"' | "'"
  /** The value is a C# expression, `@(…)` or `@{…}`. */
  expression: boolean
}

export interface ElementNode {
  kind: 'element'
  name: string
  span: Span
  startTag: Span
  /** The name in the start tag. */
  nameSpan: Span
  attributes: readonly Attribute[]
  selfClosing: boolean
  /** Absent for a self-closing element and for one that nothing closes. */
  endTag: Span | null
  children: PolicyNode[]
  parent: ElementNode | null
}

export interface TextNode {
  kind: 'text'
  span: Span
  /** The text is a C# expression, alone or in quotation marks. */
  expression: boolean
}

/** `instruction` is an XML declaration, a processing instruction or a document type. */
export interface OtherNode {
  kind: 'comment' | 'cdata' | 'instruction'
  span: Span
}

export type PolicyNode = ElementNode | TextNode | OtherNode

/** A problem before its line and column are worked out. */
export interface Finding {
  severity: PolicyProblem['severity']
  code: PolicyProblemCode
  span: Span
  subject: string
}

export const attributeOf = (element: ElementNode, name: string): Attribute | undefined =>
  element.attributes.find((attribute) => attribute.name === name)

export const elementsIn = (parent: ElementNode): ElementNode[] =>
  parent.children.filter((node) => node.kind === 'element')
