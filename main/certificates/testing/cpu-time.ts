/** Processor time that `work` takes, in milliseconds: unlike the clock, it does not count what else the machine does. */
export const cpuTime = (work: () => void): number => {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
