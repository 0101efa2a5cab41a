import { highlightTree, tagHighlighter, tags } from '@lezer/highlight'
import { describe, expect, it } from 'vitest'
import { policyLanguage } from './policy-language.ts'

const highlighter = tagHighlighter([
  { tag: tags.tagName, class: 'tag' },
  { tag: tags.attributeName, class: 'attribute' },
  { tag: tags.string, class: 'string' },
  { tag: tags.comment, class: 'comment' },
  { tag: tags.keyword, class: 'keyword' },
  { tag: tags.meta, class: 'expression' },
])

/** What of `text` gets the colour `kind`, in the order met. */
function coloured(text: string, kind: string): string[] {
  const found: string[] = []
  highlightTree(policyLanguage.parser.parse(text), highlighter, (from, to, classes) => {
    if (classes === kind) found.push(text.slice(from, to))
  })
  return found
}

describe('the colours of a policy', () => {
  it('tell elements, attributes and values apart', () => {
    const text = '<authentication-certificate thumbprint="AB12" />'
    expect(coloured(text, 'tag')).toEqual(['<authentication-certificate', '/>'])
    expect(coloured(text, 'attribute')).toEqual(['thumbprint'])
    expect(coloured(text, 'string').join('')).toBe('"AB12"')
  })

  it('let an expression in a value hold quotes and angle brackets', () => {
    const text = '<set-header name="@(a["x"] < b ? ")" : "y")" exists-action="skip">'
    expect(coloured(text, 'attribute')).toEqual(['name', 'exists-action'])
    expect(coloured(text, 'expression')).toEqual(['@(', ')'])
    expect(coloured(text, 'tag')).toEqual(['<set-header', '>'])
  })

  it('let an expression run over several lines, with comments and verbatim strings', () => {
    const text = '<value>@{\n  // an apostrophe\'s "trap"\n  return @"C:\\""}";\n}</value>'
    expect(coloured(text, 'keyword')).toEqual(['return'])
    expect(coloured(text, 'comment')).toEqual(['// an apostrophe\'s "trap"'])
    expect(coloured(text, 'tag')).toEqual(['<value>', '</value>'])
  })

  it('do not take an address for an expression', () => {
    expect(coloured('<!-- a@b.example -->\n<base />', 'comment')).toEqual(['<!-- a@b.example -->'])
    expect(coloured('<v>a@b.example</v>', 'expression')).toEqual([])
  })
})
