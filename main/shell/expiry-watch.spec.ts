import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { ExpiryWatch } from './expiry-watch.ts'

const { powerMonitor } = vi.hoisted(() => ({
  powerMonitor: { on: () => undefined, off: () => undefined },
}))
vi.mock('electron', () => ({ powerMonitor }))
const emitter = new EventEmitter()
Object.assign(powerMonitor, { on: emitter.on.bind(emitter), off: emitter.off.bind(emitter) })

it('changes that come while a look is under way make one more look, and a time is not lost among them', async () => {
  const told: string[] = []
  const lists: ((all: readonly Certificate[]) => void)[] = []
  const watch = new ExpiryWatch({
    certificates: () => new Promise((resolve) => lists.push(resolve)),
    tell: (_all, occasion) => told.push(occasion),
    onFailure: (error) => told.push(String(error)),
  })
  watch.changed()
  expect(lists).toEqual([])
  watch.start()
  watch.changed()
  emitter.emit('resume')
  watch.changed()
  lists.shift()?.([])
  await expect.poll(() => lists).toHaveLength(1)
  lists.shift()?.([])
  await expect.poll(() => told).toEqual(['time', 'time'])
  expect(lists).toEqual([])
  watch.changed()
  lists.shift()?.([])
  await expect.poll(() => told).toEqual(['time', 'time', 'change'])
  watch.stop()
  emitter.emit('resume')
  expect(lists).toEqual([])
})

it('a list that cannot be had is told of, and asked for again', async () => {
  const failures: unknown[] = []
  const certificates = () => Promise.reject(new Error('locked'))
  const watch = new ExpiryWatch({ certificates, tell: () => undefined, onFailure: (e) => failures.push(e) })
  watch.start()
  await expect.poll(() => failures).toHaveLength(1)
  watch.changed()
  await expect.poll(() => failures).toHaveLength(2)
  watch.stop()
})
