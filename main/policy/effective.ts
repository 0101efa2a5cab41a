/** What holds for the calls of an API or an operation, element by element, with the scope that says it. */
import type { EffectivePart, EffectivePolicy, PolicyScope } from '../../preload/contract/policies.ts'
import { policySections } from '../../preload/contract/policy-form.ts'
import { parsePolicy } from './document.ts'
import { lineIndentation } from './edits.ts'
import { inheritedElements } from './inheritance.ts'
import type { ElementNode } from './nodes.ts'
import { compile } from './program.ts'

/**
 * @param texts outermost first; a scope that keeps none is left out
 * @param own this program's gateway serves the API, so that what it does not apply is marked
 */
export function effectivePolicy(
  texts: readonly { scope: PolicyScope; text: string }[],
  own: boolean,
): EffectivePolicy {
  const scopes = texts.map(({ scope, text }) => ({
    ...{ of: scope, scope: scope.kind, document: parsePolicy(text) },
  }))
  const { notApplied } = compile(scopes).program
  const reasonOf = (kind: PolicyScope['kind'], offset: number): EffectivePart['notApplied'] => {
    const found = notApplied.find((entry) => entry.scope === kind && entry.offset === offset)
    return found === undefined || !own ? null : { because: found.because, accessControl: found.accessControl }
  }
  return policySections.map((section) => ({
    section,
    parts: inheritedElements(scopes, section).map(({ scoped, element }): EffectivePart => ({
      scope: scoped.of,
      policy: element?.name ?? 'policies',
      text: element === null ? '' : sourceOf(scoped.document.text, element),
      notApplied: element === null ? malformed : reasonOf(scoped.scope, element.span.start),
    })),
  }))
}

const malformed = { because: 'malformed', accessControl: true } as const

/** The element's lines without the indentation of its first one. */
function sourceOf(text: string, { span: { start, end } }: ElementNode): string {
  const indentation = lineIndentation(text, start)
  return text
    .slice(start, end)
    .split(/\r\n?|\n/)
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()))
    .join('\n')
}
