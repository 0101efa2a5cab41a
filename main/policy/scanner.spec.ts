import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locate } from './position.ts'
import { cpuTime } from '../certificates/testing/cpu-time.ts'
import { scan } from './scanner.ts'

const slices = (text: string) =>
  scan(text).elements.map((element) => ({
    tag: text.slice(element.startTag.start, element.startTag.end),
    end: element.endTag === null ? null : text.slice(element.endTag.start, element.endTag.end),
    attributes: element.attributes.map(({ name, value, quote, expression }) => ({
      name,
      value: text.slice(value.start, value.end),
      quote,
      expression,
    })),
  }))

const problems = (text: string) =>
  locate(text, scan(text).findings).map(({ line, column, code, subject }) => [line, column, code, subject])

describe('the scanner', () => {
  it('tells where each tag, attribute and value stands', () => {
    expect(slices(`<a x="1" y = '2'><b/></a >`)).toEqual([
      {
        tag: `<a x="1" y = '2'>`,
        end: '</a >',
        attributes: [
          { name: 'x', value: '1', quote: '"', expression: false },
          { name: 'y', value: '2', quote: "'", expression: false },
        ],
      },
      { tag: '<b/>', end: null, attributes: [] },
    ])
  })

  it('reads an expression with quotes and brackets as one attribute value', () => {
    const condition = '@(context.Request.Headers["A"] == "<b>" && x)'
    expect(slices(`<when condition="${condition}" id='1'></when>`)[0]?.attributes).toEqual([
      { name: 'condition', value: condition, quote: '"', expression: true },
      { name: 'id', value: '1', quote: "'", expression: false },
    ])
  })

  it('reads an expression with markup in it as text, also in quotation marks', () => {
    for (const text of ['<a>\n @{ return "</a><b>"; }\n</a>', '<a>"@(h => h.Key == "</a>")" </a>']) {
      const { elements, findings } = scan(text)
      expect(elements.map(({ name }) => name)).toEqual(['a'])
      expect(elements[0]?.children).toMatchObject([{ kind: 'text', expression: true }])
      expect(findings).toEqual([])
    }
  })

  it('takes an address with an at sign for plain text', () => {
    expect(scan('<a b="me@(here">you@(there</a>').findings).toEqual([])
  })

  it('keeps comments, CDATA sections and instructions apart from elements', () => {
    const { nodes, elements } = scan('<?xml version="1.0"?><!-- <a> --><b><![CDATA[</b>]]></b>')
    expect(nodes.map(({ kind }) => kind)).toEqual(['instruction', 'comment', 'element'])
    expect(elements.map(({ name, children }) => [name, children.map(({ kind }) => kind)])).toEqual([
      ['b', ['cdata']],
    ])
  })

  it.each([
    ['an element that nothing closes', '<a>\n  <b>\n</a>', [[2, 3, 'not-closed', 'b']]],
    ['an end tag without a start', '<a>\r\n</b></a>', [[2, 1, 'closed-without-opening', 'b']]],
    ['an end tag without its bracket', '<a></a', [[1, 4, 'malformed-tag', 'a']]],
    ['a start tag cut short', '<a b="1"\r<c/></a>', [[1, 1, 'malformed-tag', 'a']]],
    ['a bracket in text', '<a>1 < 2</a>', [[1, 6, 'malformed-tag', '<']]],
    ['a document type', '<!DOCTYPE a><a/>', [[1, 1, 'malformed-tag', '<!']]],
    ['an attribute without value', '<a b/>', [[1, 4, 'malformed-attribute', 'b']]],
    ['a value without quotes', '<a b=1 c="2"/>', [[1, 4, 'malformed-attribute', 'b']]],
    ['attributes without space between', '<a b="1"c="2"/>', [[1, 9, 'malformed-attribute', 'c']]],
    ['an attribute twice', '<a b="1" b="2"/>', [[1, 10, 'duplicate-attribute', 'b']]],
    ['a comment that nothing closes', '<a/>\r<!-- ', [[2, 1, 'malformed-comment', '<!--']]],
    ['two hyphens in a comment', '<!-- a -- b -->', [[1, 1, 'malformed-comment', '--']]],
    ['a CDATA section that nothing closes', '<![CDATA[', [[1, 1, 'not-closed', '<![CDATA[']]],
    [
      'an ampersand alone',
      '<a b="x&y">&lt;&nbsp;</a>',
      [
        [1, 8, 'malformed-reference', '&'],
        [1, 16, 'malformed-reference', '&'],
      ],
    ],
    ['an expression that nothing closes', '<a>@(f(</a>', [[1, 4, 'expression-not-closed', '@(']]],
  ] as const)('reports %s where it stands', (_what, text, expected) => {
    expect(problems(text)).toEqual(expected)
  })

  it('counts lines by every line end, and columns in the units an editor counts', () => {
    expect(problems('\uFEFF<a>\r\n\n\r\t😀<b></a>')).toEqual([[4, 4, 'not-closed', 'b']])
  })

  it('reads a document of a megabyte in less than a tenth of a second', () => {
    const policy =
      '<set-header name="a"><value>@(context.Request.Headers["x"] < "y")</value></set-header>\r\n'
    const text = `<policies><inbound>${policy.repeat(11_800)}</inbound></policies>`
    expect(text.length).toBeGreaterThan(1_000_000)
    const times = Array.from({ length: 5 }, () => cpuTime(() => scan(text)))
    expect(Math.min(...times)).toBeLessThan(100)
  })

  it('takes time in proportion to the text, whatever is in it', () => {
    const pieces = [
      '<',
      '<a ',
      '<a>',
      '</a>',
      '<a><b>',
      '@(',
      '<a x="@(',
      '<a>@(/*',
      '@($"{',
      '<!--',
      '&',
      'x="" ',
      '{{',
    ]
    for (const piece of pieces) {
      const text = `<a ${piece.repeat(200_000 / piece.length)}`
      expect(
        cpuTime(() => scan(text)),
        piece,
      ).toBeLessThan(1000)
    }
  })
})

const examples = new URL('../../../shared/azure-apim-spec/examples/', import.meta.url)
const exampleFiles = (() => {
  try {
    return readdirSync(examples).filter((name) => name.includes('Policy') && !name.includes('ListApi'))
  } catch {
    return []
  }
})()

describe.skipIf(exampleFiles.length === 0)("Azure's own examples", () => {
  it.each(exampleFiles)('%s holds nothing malformed', (name) => {
    const values = [...readFileSync(new URL(name, examples), 'utf8').matchAll(/"value": ("<.*")$/gm)]
    expect(values.length).toBeGreaterThan(0)
    for (const [, value = '""'] of values) expect(scan(String(JSON.parse(value))).findings).toEqual([])
  })
})
