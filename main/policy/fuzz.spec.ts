import { describe, it } from 'vitest'
import {
  addThenRemove,
  changeOneField,
  garbageIsTaken,
  setOverOthers,
  setThenUnset,
} from './fuzz-properties.ts'
import { Random } from './random-policy.ts'

const times = (runs: number, property: (random: Random) => void): void => {
  for (let seed = 1; seed <= runs; seed += 1) property(new Random(seed))
}

describe('on generated documents', () => {
  it('what is set is read, and unset gives back the original bytes', () => times(10_000, setThenUnset))
  it('what the form does not own survives every setting', () => times(2000, setOverOthers))
  it('rules that are added are read, and removing them gives back the bytes', () =>
    times(2000, addThenRemove))
  it('a changed field is read, and every other rule stays the same', () => times(2000, changeOneField))
  it('nothing malformed throws or is lost', () => times(2000, garbageIsTaken))
})
