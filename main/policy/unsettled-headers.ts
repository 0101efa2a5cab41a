/**
 * Guards `check-header` against callers who send what they should not be able to: a policy that sets a header by an
 * expression and then checks it relies on its own value. Where the setting is not applied, the check would pass for
 * whoever sends the header himself.
 */
import { controlFlow } from './credentials.ts'
import { elementsIn, type ElementNode } from './nodes.ts'
import { valueOf } from './values.ts'

/** The headers that policies which are not applied would have set. */
export class UnsettledHeaders {
  readonly #names = new Set<string>()
  #any = false

  /** Takes note of an element that is not applied: a `set-header`, or control flow with some inside. */
  add(text: string, element: ElementNode): void {
    const pending = [element]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next.name === 'set-header') {
        const name = valueOf(text, next, 'name')
        if (name.kind === 'literal') this.#names.add(name.text.trim().toLowerCase())
        else this.#any = true
      } else if (controlFlow.has(next.name)) pending.push(...elementsIn(next))
    }
  }

  has(name: string): boolean {
    return this.#any || this.#names.has(name.toLowerCase())
  }
}
