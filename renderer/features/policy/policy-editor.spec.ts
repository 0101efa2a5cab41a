// @vitest-environment happy-dom
import { EditorView } from '@codemirror/view'
import { afterEach, describe, expect, it } from 'vitest'
import { startTest } from '../../test/start.ts'
import { createPolicyEditor, type PolicyEditor } from './policy-editor.ts'

let editors: PolicyEditor[] = []
afterEach(() => {
  for (const editor of editors) editor.destroy()
  editors = []
})

async function open(text: string, kept?: unknown) {
  await startTest()
  const host = document.body.appendChild(document.createElement('div'))
  const parent = host.attachShadow({ mode: 'open' })
  const texts: string[] = []
  const editor = createPolicyEditor({
    parent,
    text,
    kept,
    certificates: () => [],
    changed: (next) => texts.push(next),
    save: () => undefined,
  })
  editors.push(editor)
  const element = parent.querySelector<HTMLElement>('.cm-editor')
  const view = element && EditorView.findFromDOM(element)
  if (!view) throw new Error('no editor')
  return { editor, view, said: () => texts.at(-1) }
}

const mixed = '<policies>\r\n  <inbound />\n</policies>\r\n'

describe('the policy editor', () => {
  it('gives back the very text it was given', async () => {
    const { said } = await open(mixed)
    expect(said()).toBe(mixed)
  })

  it('changes nothing but what is edited, and nothing at all after undo', async () => {
    const { editor, view, said } = await open(mixed)
    view.dispatch({ changes: { from: 12, insert: '<!-- here -->\n' } })
    expect(said()).toBe('<policies>\r\n <!-- here -->\r\n <inbound />\n</policies>\r\n')
    editor.undo()
    expect(said()).toBe(mixed)
    editor.redo()
    expect(said()).toContain('<!-- here -->')
  })

  it('takes in what was saved in the form so that it can be undone', async () => {
    const { editor, said } = await open(mixed)
    const saved = mixed.replace('<inbound />', '<inbound><base /></inbound>')
    editor.show(saved)
    expect(said()).toBe(saved)
    editor.undo()
    expect(said()).toBe(mixed)
  })

  it('makes an edit of the form in each of its places, and undoes it to the byte', async () => {
    const { editor, said } = await open(mixed)
    const next = mixed
      .replace('<inbound', '<inbound id="1"')
      .replace('</policies>', '<!-- end --></policies>')
    editor.apply(next, false)
    expect(said()).toBe(next)
    editor.undo()
    expect(said()).toBe(mixed)
  })

  it('undoes typing in the form in one go, apart from what was done before it', async () => {
    const { editor, said } = await open(mixed)
    const added = mixed.replace('<inbound', '<inbound id=""')
    editor.apply(added, false)
    editor.apply(added.replace('""', '"a"'), true)
    editor.apply(added.replace('""', '"ab"'), true)
    expect(said()).toBe(added.replace('""', '"ab"'))
    editor.undo()
    editor.undo()
    expect(said()).toBe(mixed)
  })

  it('goes on with its undo history when it is opened again, over what changed meanwhile', async () => {
    const first = await open(mixed)
    first.view.dispatch({ changes: { from: 0, insert: '<!-- lost? -->' } })
    const again = await open(mixed, first.editor.keep())
    expect(again.said()).toBe(mixed)
    again.editor.undo()
    expect(again.said()).toBe(`<!-- lost? -->${mixed}`)
  })

  it('shows problems at their place in the text as shown', async () => {
    const { editor, view } = await open(mixed)
    const offset = mixed.indexOf('</policies>')
    editor.goTo(offset)
    expect(view.state.doc.lineAt(view.state.selection.main.head).number).toBe(3)
    editor.showProblems(mixed, [
      { severity: 'warning', code: 'not-applied', line: 3, column: 1, offset, length: 11, subject: 'quota' },
    ])
    expect(view.dom.querySelectorAll('.cm-lintRange-warning')).toHaveLength(1)
  })
})
