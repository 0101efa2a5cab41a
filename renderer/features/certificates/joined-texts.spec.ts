import { expect, test } from 'vitest'
import { joinTexts, placesWith } from './joined-texts.ts'

const found = (texts: readonly string[], part: string) => [...placesWith(joinTexts(texts), part)]

test.each([
  { part: 'a', places: [1, 0, 1, 0, 1] },
  { part: 'an', places: [1, 0, 1, 0, 0] },
  { part: '梨', places: [0, 0, 0, 1, 0] },
  { part: 'zz', places: [0, 0, 0, 0, 0] },
])('“$part” is found where it stands, however often', ({ part, places }) => {
  expect(found(['banana', '', 'mandarin', '梨', 'a'], part)).toEqual(places)
})

test('nothing is found across two texts, and nothing in none', () => {
  expect(found(['ab', 'cd'], 'bc')).toEqual([0, 0])
  expect(found([], 'a')).toEqual([])
})

test('texts that are joined to others are found at their places', () => {
  const some = joinTexts(['mandarin', 'a'])
  expect([...placesWith(joinTexts(['banana', '', '梨'], some), 'an')]).toEqual([1, 0, 1, 0, 0])
  expect([...placesWith(joinTexts(['梨'], some), '梨')]).toEqual([0, 0, 1])
})
