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
import { policyElements } from './policy-elements.ts'
import { placeAt } from './policy-places.ts'
import { suggestionsAt, type Suggestion } from './policy-suggestions.ts'
import { attributeWords, certificateWords, elementWords, valueWords } from './policy-words.ts'

export function editorAssists(certificates: () => readonly Certificate[]): Extension {
  const complete = ({ state, pos }: CompletionContext) => {
    const found = suggestionsAt(state.sliceDoc(0, pos), certificates())
    if (!found) return null
    return { from: found.from, options: found.suggestions.map(completion), validFor: /^[\w-]*$/ }
  }
  return [autocompletion({ override: [complete], icons: false }), explanations(certificates)]
}

function completion(suggestion: Suggestion): Completion {
  switch (suggestion.kind) {
    case 'element': {
      const { name } = suggestion
      return snippetCompletion(policyElements[name].written, { label: name, ...info(elementWords(name)) })
    }
    case 'closing':
      return { label: suggestion.name, apply: `${suggestion.name}>` }
    case 'attribute': {
      const { element, name } = suggestion
      return snippetCompletion(`${name}="\${}"`, { label: name, ...info(attributeWords(element, name)) })
    }
    case 'value': {
      const { attribute, text, detail = valueWords(attribute, text) } = suggestion
      return { label: text, ...(detail !== undefined && { detail }) }
    }
  }
}

const info = (words: string | undefined) => (words === undefined ? {} : { info: words })

const explanations = (certificates: () => readonly Certificate[]): Extension =>
  hoverTooltip((view, at) => {
    const place = placeAt(view.state.doc.toString(), at)
    if (!place) return null
    const { from, to, element, attribute, value } = place
    const words =
      attribute === null
        ? elementWords(element)
        : value === null
          ? attributeWords(element, attribute)
          : (certificateWords(attribute, value, certificates()) ?? valueWords(attribute, value))
    if (words === undefined) return null
    return { pos: from, end: to, above: true, create: () => ({ dom: hint(words) }) }
  })

function hint(text: string): HTMLElement {
  const element = document.createElement('div')
  element.className = 'cm-hint'
  element.textContent = text
  return element
}
