/** Completion and explanations in the editor, for the policies that this gateway applies. */
import {
  autocompletion,
  snippetCompletion,
  type Completion,
  type CompletionContext,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { t } from '../../locales/text.ts'
import { isPolicyElement, policyElements } from './policy-elements.ts'
import { suggestionsAt, type Suggestion } from './policy-suggestions.ts'

/** Far enough back to hold any tag that is being typed. */
const lookBack = 4_000

export function editorAssists(certificates: () => readonly Certificate[]): Extension {
  const complete = (context: CompletionContext) => {
    const start = Math.max(0, context.pos - lookBack)
    const found = suggestionsAt(context.state.sliceDoc(start, context.pos), certificates())
    if (!found) return null
    return { from: start + found.from, options: found.suggestions.map(completion), validFor: /^[\w-]*$/ }
  }
  return [autocompletion({ override: [complete], icons: false }), explanations]
}

function completion(suggestion: Suggestion): Completion {
  switch (suggestion.kind) {
    case 'element':
      return snippetCompletion(policyElements[suggestion.name].written, {
        label: suggestion.name,
      })
    case 'attribute':
      return snippetCompletion(`${suggestion.name}="\${}"`, { label: suggestion.name })
    case 'value':
      return { label: suggestion.text, ...(suggestion.detail !== undefined && { detail: suggestion.detail }) }
  }
}

const explanations = hoverTooltip((view, at) => {
  const line = view.state.doc.lineAt(at)
  for (const match of line.text.matchAll(/<\/?([\w-]+)/g)) {
    const [, name = ''] = match
    const from = line.from + match.index
    const to = from + match[0].length
    if (at < from || at > to || !isPolicyElement(name)) continue
    return { pos: from, end: to, above: true, create: () => ({ dom: hint(t(`policy.hover.${name}`)) }) }
  }
  return null
})

function hint(text: string): HTMLElement {
  const element = document.createElement('div')
  element.className = 'cm-hint'
  element.textContent = text
  return element
}
