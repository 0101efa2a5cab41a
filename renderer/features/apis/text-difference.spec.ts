import { expect, test } from 'vitest'
import { changedLines } from './text-difference.ts'

const told = (before: string, after: string) =>
  changedLines(before, after).map(
    ({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`,
  )

test('only the lines that differ are told, with two around them', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng'
  expect(told(before, before.replace('d', 'D\nDD'))).toEqual([' b', ' c', '-d', '+D', '+DD', ' e', ' f'])
})

test.each([
  ['the same', 'a\nb', 'a\nb', []],
  ['a line more at the end', 'a', 'a\nb', [' a', '+b']],
  ['a repeated line less', 'a\na\nb', 'a\nb', [' a', '-a', ' b']],
  ['another end of line', 'a\r\nb', 'a\nc', [' a', '-b', '+c']],
])('%s', (_what, before, after, lines) => {
  expect(told(before, after)).toEqual(lines)
})
