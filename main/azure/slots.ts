/** Lets so many pieces of work go on at once, and the others wait in order. */
export const createSlots = (count: number) => {
  let free = count
  const waiting: (() => void)[] = []
  const take = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free--
    return Promise.resolve()
  }
  const giveBack = (): void => {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  return async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    await take()
    try {
      return await work()
    } finally {
      giveBack()
    }
  }
}
