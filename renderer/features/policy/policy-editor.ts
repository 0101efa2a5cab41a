/**
 * The text editor for one policy document.
 *
 * It shows the text with "\n" and gives back the document's own text with every edit at its place (policy-text.ts).
 * A text that is set from outside (saved in the form, read again) comes in as the smallest change and can be undone
 * like typing, so that undo reaches across form and text.
 */
import {
  defaultKeymap,
  history,
  historyField,
  historyKeymap,
  indentWithTab,
  redo,
  undo,
} from '@codemirror/commands'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { diff, unifiedMergeView } from '@codemirror/merge'
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search'
import { ChangeSet, Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { PolicyProblem } from '../../../preload/contract/policies.ts'
import { t } from '../../locales/text.ts'
import { editorAssists } from './editor-assists.ts'
import { editorLook } from './editor-look.ts'
import { editorWords } from './editor-words.ts'
import { policyLanguage } from './policy-language.ts'
import { applyEdits, difference, shownOffset, shownText, type Edit } from './policy-text.ts'
import { fixOf } from './problem-fixes.ts'
import { sayProblem } from './problem-words.ts'

export interface EditorOptions {
  /** A shadow root: there the editor's styles are adopted sheets, which the content policy allows. */
  parent: ShadowRoot
  text: string
  /** What `keep` gave when the same document was last shown: its undo history goes on. */
  kept: unknown
  certificates: () => readonly Certificate[]
  changed: (text: string) => void
  save: () => void
}

export interface PolicyEditor {
  /** Takes over a text from outside. */
  show: (text: string) => void
  /** Makes the changes that lead to `text`, as an edit of this very text; `typed` joins them to the last ones. */
  apply: (text: string, typed: boolean) => void
  showProblems: (text: string, problems: readonly PolicyProblem[]) => void
  /** Shows what was changed since the text was saved, in place; editing goes on. */
  compare: (shown: boolean) => void
  /** Makes the obvious remedy of a problem, if it has one. */
  mend: (problem: PolicyProblem) => void
  /** Puts the cursor at an offset of the document's own text. */
  goTo: (offset: number) => void
  undo: () => void
  redo: () => void
  find: () => void
  /** Says everything again in the language in effect. */
  reword: () => void
  /** The document with its undo history, for the next editor. */
  keep: () => unknown
  destroy: () => void
}

/** What the screen around the editor asks of it. */
export type ShownEditor = Pick<
  PolicyEditor,
  'show' | 'apply' | 'compare' | 'mend' | 'goTo' | 'undo' | 'redo' | 'find'
>

export function createPolicyEditor(options: EditorOptions): PolicyEditor {
  let base = options.text
  let changes: ChangeSet
  const words = new Compartment()
  const comparison = new Compartment()
  let comparing = false

  const ownText = (): string => {
    const edits: Edit[] = []
    changes.iterChanges((from, to, _shownFrom, _shownTo, inserted) => {
      edits.push({ from, to, insert: inserted.toString() })
    })
    return applyEdits(base, edits)
  }

  const extensions: Extension = [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    bracketMatching(),
    search(),
    indentUnit.of('    '),
    policyLanguage,
    editorLook,
    editorAssists(options.certificates),
    words.of(editorWords()),
    comparison.of([]),
    keymap.of([
      {
        key: 'Mod-s',
        run: () => {
          options.save()
          return true
        },
      },
      indentWithTab,
      ...defaultKeymap,
      ...historyKeymap,
      ...searchKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return
      changes = changes.compose(update.changes)
      options.changed(ownText())
    }),
  ]

  const state =
    options.kept === undefined
      ? EditorState.create({ doc: shownText(base), extensions })
      : EditorState.fromJSON(options.kept, { extensions }, { history: historyField })
  changes = ChangeSet.empty(state.doc.length)
  const view = new EditorView({ state, parent: options.parent, root: options.parent })

  function show(text: string): void {
    const change = difference(view.state.doc.toString(), shownText(text))
    if (change) view.dispatch({ changes: change, userEvent: 'input.reload' })
    base = text
    changes = ChangeSet.empty(view.state.doc.length)
    compare(comparing)
    options.changed(text)
  }

  function apply(text: string, typed: boolean): void {
    const [before, after] = [view.state.doc.toString(), shownText(text)]
    // Each place by itself, so that what lies between two keeps its own line ends.
    const spans = diff(before, after).map(({ fromA, toA, fromB, toB }) => ({
      ...{ from: fromA, to: toA, insert: after.slice(fromB, toB) },
    }))
    if (spans[0] === undefined) return
    view.dispatch({
      changes: spans,
      // The history joins what has no name and touches what was changed just before.
      ...(!typed && { userEvent: 'input.form' }),
      effects: EditorView.scrollIntoView(spans[0].from, { y: 'nearest', yMargin: 40 }),
    })
  }

  function compare(shown: boolean): void {
    comparing = shown
    const against = shown ? unifiedMergeView({ original: shownText(base), mergeControls: false }) : []
    view.dispatch({ effects: comparison.reconfigure(against) })
  }

  function mend(problem: PolicyProblem): void {
    const text = ownText()
    const fix = fixOf(problem, text, options.certificates())
    if (!fix) return
    const [from, to] = [shownOffset(text, fix.from), shownOffset(text, fix.to)]
    view.dispatch({ changes: { from, to, insert: fix.insert }, userEvent: 'input.mend' })
    view.focus()
  }

  show(base)

  return {
    show,
    apply,
    compare,
    mend,
    showProblems(text, problems) {
      const end = view.state.doc.length
      const place = (offset: number) => Math.min(end, shownOffset(text, offset))
      const diagnostics = problems.map((problem): Diagnostic => ({
        from: place(problem.offset),
        to: place(problem.offset + problem.length),
        severity: problem.severity,
        message: sayProblem(problem),
        ...(fixOf(problem, text, options.certificates()) && {
          actions: [{ name: t('policy.problems.mend'), apply: () => mend(problem) }],
        }),
      }))
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    goTo(offset) {
      const anchor = Math.min(view.state.doc.length, shownOffset(ownText(), offset))
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    },
    undo: () => void undo(view),
    redo: () => void redo(view),
    find: () => void openSearchPanel(view),
    reword: () => view.dispatch({ effects: words.reconfigure(editorWords()) }),
    keep: (): unknown => view.state.toJSON({ history: historyField }),
    destroy: () => view.destroy(),
  }
}
