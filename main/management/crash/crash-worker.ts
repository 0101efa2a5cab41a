/**
 * The process that is killed: does one random act after another and says on its output what it begins and what was
 * acknowledged. Arguments: world folder, seed, and the step at which it kills itself (0: somebody else does).
 */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { createEmbeddedService } from '../embedded-service.ts'
import type { EmbeddedService } from '../service.ts'
import { chooseAct } from './choose-act.ts'
import { applied } from './model.ts'
import type { ModelAct } from './model.ts'
import { createRandom } from './random.ts'
import { readModel } from './read-model.ts'
import { directDecoder, openWorld, readUploads } from './world.ts'
import type { Uploads } from './world.ts'

const [world = '', seed = '1', fatalStep = '0'] = process.argv.slice(2)

/** Written at once: what was said before a kill has been said. */
const say = (message: unknown): void => {
  writeSync(1, `${JSON.stringify(message)}\n`)
}

const perform = async (service: EmbeddedService, uploads: Uploads, act: ModelAct): Promise<void> => {
  const certificateId = async (name: string) =>
    (await service.certificates.list()).find(({ commonName }) => commonName === name)?.id ?? ''
  const apiId = async (path: string) => (await service.apis.list()).find((api) => api.path === path)?.id ?? ''
  const uploadOf = (name: string) => {
    const upload = uploads.get(name)
    if (upload === undefined) throw new Error(`no such upload: ${name}`)
    return upload
  }
  switch (act.act) {
    case 'upload':
      await service.certificates.create(uploadOf(act.name))
      return
    case 'delete':
      await service.certificates.delete(await certificateId(act.name), '*')
      return
    case 'replace':
      await service.certificates.replace(await certificateId(act.old), '*', uploadOf(act.name))
      return
    case 'roll-back':
      await service.certificates.rollBack(await certificateId(act.name), '*')
      return
    case 'add-api':
      await service.apis.create({
        ...{ displayName: act.path, path: act.path, serviceUrl: 'https://localhost', trust: null },
      })
      return
    case 'remove-api':
      await service.apis.delete(await apiId(act.path), '*')
      return
    case 'present': {
      const { presented } = act
      const choice =
        presented.kind === 'mutual'
          ? { kind: 'mutual' as const, certificateId: await certificateId(presented.name) }
          : presented.kind === 'basic'
            ? { ...presented, username: 'user' }
            : presented
      await service.policies.setCredentials(await apiId(act.path), choice, '*')
    }
  }
}

const random = createRandom(Number(seed))
const uploads = readUploads(world)
let steps = 0
const workspace = await openWorld(world, {
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
  await perform(service, uploads, act)
  say({ say: 'done' })
  model = applied(model, act)
}
