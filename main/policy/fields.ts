/** Reads the fields of one policy element, noting the first reason why it cannot be applied and what is wrong in it. */
import type { NotAppliedReason } from './not-applied.ts'
import type { ElementNode, Finding } from './nodes.ts'
import { error } from './scan-state.ts'
import { contentOf, valueOf, type Value } from './values.ts'

/** After any of these failed it answers with something harmless; `because` tells that the whole must not be used. */
export class Fields {
  readonly findings: Finding[] = []
  because: NotAppliedReason | null = null
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** A literal, or null where the attribute is absent (or cannot be used). */
  optional(element: ElementNode, name: string): string | null {
    return this.literal(valueOf(this.#text, element, name))
  }

  required(element: ElementNode, name: string): string {
    const value = valueOf(this.#text, element, name)
    if (value.kind === 'absent') this.missing(element, name)
    return this.literal(value) ?? ''
  }

  /** One of a few words; `otherwise` where the attribute is absent, which must not be where it is undefined. */
  oneOf<Word extends string>(
    element: ElementNode,
    name: string,
    words: readonly [Word, ...Word[]],
    otherwise?: Word,
  ): Word {
    const text = otherwise === undefined ? this.required(element, name) : this.optional(element, name)
    const word = words.find((candidate) => candidate === text?.trim())
    if (word !== undefined) return word
    if (text !== null && this.because === null) this.invalid(element, name, text)
    return otherwise ?? words[0]
  }

  /** A whole number between the two bounds, both included. */
  number(element: ElementNode, name: string, least: number, most: number): number {
    const text = this.required(element, name)
    const value = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    if (this.because === null) this.invalid(element, name, text)
    return least
  }

  content(element: ElementNode): string {
    return this.literal(contentOf(this.#text, element)) ?? ''
  }

  literal(value: Value): string | null {
    if (value.kind === 'literal') return value.text
    if (value.kind !== 'absent') this.because ??= value.kind
    return null
  }

  missing(element: ElementNode, name: string): void {
    this.because ??= 'incomplete'
    this.findings.push(error('attribute-missing', element.startTag, name))
  }

  /** The value of an attribute, or the content where `name` is null, is none that the policy knows. */
  invalid(
    element: ElementNode,
    name: string | null,
    value: string,
    code: Finding['code'] = 'value-invalid',
  ): void {
    this.because ??= 'incomplete'
    const attribute = element.attributes.find((candidate) => candidate.name === name)
    this.findings.push(error(code, attribute?.span ?? element.span, value.trim()))
  }

  notSupported(): void {
    this.because ??= 'not-supported'
  }
}
