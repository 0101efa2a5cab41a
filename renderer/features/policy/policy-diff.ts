/** Two texts of a policy with what differs between them: side by side, or in one column where there is no room. */
import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { t } from '../../locales/text.ts'
import { editorLook } from './editor-look.ts'
import { policyLanguage } from './policy-language.ts'
import { shownText } from './policy-text.ts'

export interface DiffOptions {
  /** A shadow root, as for the editor. */
  parent: ShadowRoot
  before: string
  after: string
  /** What the two are, for the screen reader. */
  names: { before: string; after: string }
  sideBySide: boolean
}

/** Lines that are the same are folded, but for some around each change. */
const collapseUnchanged = { margin: 3, minSize: 6 }

export function createPolicyDiff({ parent, before, after, names, sideBySide }: DiffOptions): {
  destroy: () => void
} {
  const shown = (name: string): Extension => [
    lineNumbers(),
    policyLanguage,
    editorLook,
    EditorView.lineWrapping,
    EditorView.editable.of(false),
    EditorState.readOnly.of(true),
    EditorState.phrases.of({ '$ unchanged lines': t('policy.review.unchanged') }),
    // Read only, it is still read and scrolled by the keyboard.
    EditorView.contentAttributes.of({ 'aria-label': name, tabindex: '0' }),
  ]
  const [a, b] = [shownText(before), shownText(after)]
  if (sideBySide) {
    return new MergeView({
      a: { doc: a, extensions: shown(names.before) },
      b: { doc: b, extensions: shown(names.after) },
      ...{ parent, root: parent, collapseUnchanged },
    })
  }
  const unified = unifiedMergeView({ original: a, mergeControls: false, collapseUnchanged })
  return new EditorView({ doc: b, extensions: [shown(names.after), unified], parent, root: parent })
}
