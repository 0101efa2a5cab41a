import { readFile, readdir } from 'node:fs/promises'

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const ticksPerSecond = 100

/** Processor time, in seconds, that the processes have used so far; null where there is no `/proc`. */
export const cpuSeconds = async (pids: readonly number[]): Promise<number | null> => {
  try {
    const times = await Promise.all(pids.map(secondsOf))
    return times.reduce((sum, seconds) => sum + seconds, 0)
  } catch {
    return null
  }
}

const secondsOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
  // Behind the name in parentheses, which may hold blanks: state is the first field, utime and stime the 12th and 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** The process and its children; nginx does its work in one of these. */
export const processTree = async (pid: number): Promise<number[]> => {
  try {
    const threads = await readdir(`/proc/${pid}/task`)
    const children = await Promise.all(
      threads.map(async (thread) =>
        (await readFile(`/proc/${pid}/task/${thread}/children`, 'latin1')).split(' '),
      ),
    )
    return [pid, ...children.flat().filter(Boolean).map(Number)]
  } catch {
    return [pid]
  }
}
