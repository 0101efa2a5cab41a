/** What a section holds once the sections of the scopes above are put in for `<base />`. */
import type { PolicySection } from '../../preload/contract/policy-form.ts'
import type { PolicyDocument } from './document.ts'
import { elementsIn, type ElementNode } from './nodes.ts'
import type { ScopeKind } from './not-applied.ts'

export interface ScopedDocument {
  scope: ScopeKind
  document: PolicyDocument
}

/** An element in the place where it counts; none for a document whose form is in doubt. */
export interface InheritedElement<Scoped extends ScopedDocument> {
  scoped: Scoped
  element: ElementNode | null
  /** There is a scope above its own. */
  inherits: boolean
}

/**
 * The elements of a section in order, without `<base />` itself.
 *
 * A section that is absent inherits, as if it held `<base />` alone: leaving a line out never opens what the scope
 * above keeps closed; an empty section does not inherit.
 *
 * @param scopes outermost first; any may be left out
 */
export function inheritedElements<Scoped extends ScopedDocument>(
  scopes: readonly Scoped[],
  section: PolicySection,
): InheritedElement<Scoped>[] {
  const scoped = scopes.at(-1)
  if (scoped === undefined) return []
  const above = scopes.slice(0, -1)
  const inherits = above.length > 0
  if (scoped.document.broken) return [{ scoped, element: null, inherits }]
  const there = scoped.document.sections[section]
  if (there === undefined) return inheritedElements(above, section)
  let baseMet = false
  return elementsIn(there).flatMap((element) => {
    if (element.name !== 'base') return [{ scoped, element, inherits }]
    // Twice would apply the scope above twice, and so on upwards.
    const inherited = baseMet ? [] : inheritedElements(above, section)
    baseMet = true
    return inherited
  })
}

/** Whether the section takes over what the scope above says, unconditionally. */
export function inheritsSection({ broken, sections }: PolicyDocument, section: PolicySection): boolean {
  const there = sections[section]
  return !broken && (there === undefined || elementsIn(there).some(({ name }) => name === 'base'))
}
