/** The editor in the program's own tokens, so that it follows theme and contrast like everything else. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const sign = { position: 'absolute', left: '2px', fontWeight: '600', textDecoration: 'none' }

const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink-quiet)',
    border: 'none',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--hover)' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--accent-wash)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--surface-sunken)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warning-wash)', outline: '1px solid var(--warning)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-wash)', outlineColor: 'var(--accent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-wash)',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-tooltip': {
    overflow: 'hidden',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-m)',
    backgroundColor: 'var(--surface-raised)',
    boxShadow: 'var(--shadow-raised)',
    color: 'var(--ink)',
    fontFamily: 'var(--font)',
  },
  '.cm-tooltip-hover': { maxWidth: '420px' },
  '.cm-hint, .cm-diagnostic': { padding: '6px 10px', lineHeight: 'var(--leading)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--danger)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warning)' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-wash)',
    color: 'var(--ink)',
  },
  '.cm-completionDetail': { color: 'var(--ink-quiet)', fontStyle: 'normal', fontFamily: 'var(--font)' },
  '.cm-line, .cm-deletedChunk .cm-deletedLine': { paddingLeft: '12px' },
  '.cm-line.cm-changedLine, .cm-deletedChunk .cm-deletedLine': { position: 'relative' },
  // Colour alone must not tell which line is new and which is gone.
  '.cm-line.cm-changedLine:before': { ...sign, content: '"+"', color: 'var(--good)' },
  '.cm-deletedChunk .cm-deletedLine:before, &.cm-merge-a .cm-line.cm-changedLine:before': {
    ...sign,
    content: '"−"',
    color: 'var(--danger)',
  },
  '.cm-insertedLine, .cm-changedLine': { backgroundColor: 'var(--good-wash) !important' },
  '.cm-changedText': { background: 'none !important', borderBottom: '2px solid var(--good)' },
  '.cm-deletedChunk': { paddingLeft: '0', backgroundColor: 'var(--danger-wash) !important' },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'none !important',
    borderBottom: '2px solid var(--danger)',
  },
  '&.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--danger-wash) !important' },
  '&.cm-merge-a .cm-changedText': { borderBottomColor: 'var(--danger)' },
  '&.cm-merge-a .cm-changedLineGutter': { backgroundColor: 'var(--danger)' },
  '.cm-collapsedLines': {
    padding: '3px 12px',
    background: 'var(--surface-sunken)',
    color: 'var(--ink-quiet)',
    fontFamily: 'var(--font)',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"…"' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '.cm-changedLineGutter': { backgroundColor: 'var(--good)' },
  '.cm-deletedLineGutter': { backgroundColor: 'var(--danger)' },
  '.cm-diagnosticAction': {
    padding: '2px 8px',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-panels': { backgroundColor: 'var(--surface-raised)', color: 'var(--ink)', fontFamily: 'var(--font)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 32px 8px 8px' },
  '.cm-panel.cm-search [name=close]': { top: '6px', right: '8px', fontSize: '18px' },
  '.cm-textfield': {
    padding: '4px 8px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontSize: '13px',
  },
  '.cm-button': {
    padding: '4px 10px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    color: 'var(--ink)',
    fontSize: '13px',
  },
  '.cm-button:active': { backgroundColor: 'var(--surface-sunken)', backgroundImage: 'none' },
})

const colours = HighlightStyle.define([
  { tag: tags.tagName, color: 'var(--accent)' },
  { tag: tags.attributeName, color: 'var(--ink-quiet)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: tags.comment, color: 'var(--ink-quiet)', fontStyle: 'italic' },
  { tag: tags.meta, color: 'var(--warning)', fontWeight: '600' },
  { tag: tags.keyword, color: 'var(--danger)' },
  { tag: tags.number, color: 'var(--warning)' },
])

export const editorLook: Extension = [look, syntaxHighlighting(colours)]
