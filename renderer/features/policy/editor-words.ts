/** The editor's own words in the language in effect. The keys are CodeMirror's. */
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { t } from '../../locales/text.ts'

export function editorWords(): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-label': t('policy.editor'), tabindex: '0' }),
    EditorState.phrases.of({
      Find: t('policy.search.find'),
      Replace: t('policy.search.replaceWith'),
      next: t('policy.search.next'),
      previous: t('policy.search.previous'),
      all: t('policy.search.all'),
      'match case': t('policy.search.matchCase'),
      'by word': t('policy.search.byWord'),
      regexp: t('policy.search.regexp'),
      replace: t('policy.search.replace'),
      'replace all': t('policy.search.replaceAll'),
      close: t('ui.close'),
      'current match': t('policy.search.currentMatch'),
      'on line': t('policy.search.onLine'),
      'replaced match on line $': t('policy.search.replacedOnLine'),
      'replaced $ matches': t('policy.search.replacedCount'),
      Completions: t('policy.completions'),
      Diagnostics: t('policy.problems.title'),
      'No diagnostics': t('policy.problems.none'),
    }),
  ]
}
