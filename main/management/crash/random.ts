/** A number from 0 to below `below`, from a seed: a failing run can be repeated. */
export type Random = (below: number) => number

/** Mulberry32: 32 bits of state are plenty for choosing acts. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** One of `choices`, which must not be empty. */
export const pick = <Choice>(random: Random, choices: readonly Choice[]): Choice => {
  const choice = choices[random(choices.length)]
  if (choice === undefined) throw new Error('nothing to choose from')
  return choice
}
