import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { ExpiryWatch } from './expiry-watch.ts'

const { powerMonitor } = vi.hoisted(() => ({
  powerMonitor: { on: () => undefined, off: () => undefined },
}))
vi.mock('electron', () => ({ powerMonitor }))
const emitter = new EventEmitter()
Object.assign(powerMonitor, { on: emitter.on.bind(emitter), off: emitter.off.bind(emitter) })

it('changes that come while a look is under way make one more look, and a time is not lost among them', async () => {
  const told: string[] = []
  const looks: (() => void)[] = []
  const watch = new ExpiryWatch({
    look: async (occasion) => {
      await new Promise<void>((resolve) => looks.push(resolve))
      told.push(occasion)
    },
    onFailure: (error) => told.push(String(error)),
  })
  watch.changed()
  expect(looks).toEqual([])
  watch.start()
  watch.changed()
  emitter.emit('resume')
  watch.changed()
  looks.shift()?.()
  await expect.poll(() => looks).toHaveLength(1)
  looks.shift()?.()
  await expect.poll(() => told).toEqual(['time', 'time'])
  expect(looks).toEqual([])
  watch.changed()
  looks.shift()?.()
  await expect.poll(() => told).toEqual(['time', 'time', 'change'])
  watch.stop()
  emitter.emit('resume')
  expect(looks).toEqual([])
})

it('a list that cannot be had is told of, and asked for again', async () => {
  const failures: unknown[] = []
  const look = () => Promise.reject(new Error('locked'))
  const watch = new ExpiryWatch({ look, onFailure: (e) => failures.push(e) })
  watch.start()
  await expect.poll(() => failures).toHaveLength(1)
  watch.changed()
  await expect.poll(() => failures).toHaveLength(2)
  watch.stop()
})
