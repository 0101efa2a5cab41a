/**
 * The process that is killed: does one random act after another and says on its output what it begins and what was
 * acknowledged. Arguments: world folder, seed, the step at which it kills itself (0: somebody else does), and the type of
 * the network file system that the world is taken to lie on (none: a disk of this computer).
 */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { createEmbeddedService } from '../embedded-service.ts'
import { chooseAct } from './choose-act.ts'
import { applied } from './model.ts'
import { performAct } from './perform-act.ts'
import { createRandom } from './random.ts'
import { readModel } from './read-model.ts'
import { directDecoder, openWorld, readUploads } from './world.ts'

const [world = '', seed = '1', fatalStep = '0', share = null] = process.argv.slice(2)

/** Written at once: what was said before a kill has been said. */
const say = (message: unknown): void => {
  writeSync(1, `${JSON.stringify(message)}\n`)
}

const random = createRandom(Number(seed))
const uploads = readUploads(world)
let steps = 0
const workspace = await openWorld(world, {
  shareOf: () => share,
  onStep: () => {
    steps += 1
    if (steps === Number(fatalStep)) process.kill(process.pid, 'SIGKILL')
  },
})
const service = createEmbeddedService(workspace, {
  ...{ decoder: directDecoder, door: 'window' },
  onChange: () => Promise.resolve(),
})
say({ say: 'opened', repairs: workspace.repairs })
// A killed process does not write its compile cache; without one, starting takes most of the test's time.
flushCompileCache()
let model = await readModel(workspace, uploads)
for (;;) {
  const act = chooseAct(model, [...uploads.keys()], random)
  say({ say: 'begin', act })
  await performAct(service, uploads, act)
  say({ say: 'done' })
  model = applied(model, act)
}
