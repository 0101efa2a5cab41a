import { describe, expect, it } from 'vitest'
import { applyEdits, difference, shownOffset, shownText } from './policy-text.ts'

const mixed = '<policies>\r\n  <inbound>\n    <base />\r\n  </inbound>\r</policies>\n'

describe('a policy whose line ends are mixed', () => {
  it('is shown with one kind of line end', () => {
    expect(shownText(mixed)).toBe('<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n')
  })

  it('survives byte for byte where it was not edited', () => {
    expect(applyEdits(mixed, [])).toBe(mixed)
    const at = shownText(mixed).indexOf('<base />')
    expect(applyEdits(mixed, [{ from: at, to: at + 8, insert: '<other />' }])).toBe(
      mixed.replace('<base />', '<other />'),
    )
  })

  it('takes several edits at once, each at its own place', () => {
    const shown = shownText(mixed)
    const first = shown.indexOf('<inbound>')
    const last = shown.indexOf('</policies>')
    expect(
      applyEdits(mixed, [
        { from: first, to: first, insert: '<!-- a -->' },
        { from: last, to: shown.length, insert: '</policies>' },
      ]),
    ).toBe('<policies>\r\n  <!-- a --><inbound>\n    <base />\r\n  </inbound>\r</policies>')
  })

  it('ends a new line as the line before it ends', () => {
    const shown = shownText(mixed)
    const afterFirst = shown.indexOf('  <inbound>')
    const afterSecond = shown.indexOf('    <base />')
    expect(applyEdits(mixed, [{ from: afterFirst, to: afterFirst, insert: 'x\n' }])).toContain(
      'x\r\n  <inbound>',
    )
    expect(applyEdits(mixed, [{ from: afterSecond, to: afterSecond, insert: 'x\n' }])).toContain(
      'x\n    <base />',
    )
  })

  it('is left alone by a replacement with what was there', () => {
    expect(applyEdits(mixed, [{ from: 0, to: shownText(mixed).length, insert: shownText(mixed) }])).toBe(
      mixed,
    )
  })
})

describe('places', () => {
  it('are found in the shown text', () => {
    expect(shownOffset('a\r\nb', 3)).toBe(2)
    expect(shownOffset('a\nb', 2)).toBe(2)
    expect(shownOffset('a\r\n\r\nb', 5)).toBe(3)
  })

  it('need no line end to exist', () => {
    expect(applyEdits('ab', [{ from: 1, to: 1, insert: '\n' }])).toBe('a\nb')
    expect(applyEdits('', [{ from: 0, to: 0, insert: 'x' }])).toBe('x')
  })
})

describe('the difference of two texts', () => {
  it('is nothing when they are the same', () => {
    expect(difference('same', 'same')).toBeNull()
  })

  it('is the shortest span, also where characters repeat', () => {
    expect(difference('aXb', 'aYb')).toEqual({ from: 1, to: 2, insert: 'Y' })
    expect(difference('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' })
    expect(difference('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' })
    expect(difference('', 'new')).toEqual({ from: 0, to: 0, insert: 'new' })
  })
})
