/**
 * The main screens, each under one language and look in turn, as `npm run test:access` does with every state of every
 * screen under all of them: the built page on the bridge's test double, in one browser.
 */
import { join } from 'node:path'
import { inspectScene, type CheckName, type Language } from '../../scripts/access/inspect-scene.ts'
import { root } from '../../scripts/commands.ts'
import { openScenePages } from '../../scripts/scene-pages.ts'
import { scenes } from '../../scripts/scenes/index.ts'
import { expect, test } from '../fixtures/test.ts'

const halves = {
  'of certificates': ['home', 'list', 'details', 'delete-in-use', 'map-few'],
  'of APIs and of the program': ['apis', 'security', 'policy', 'calls', 'settings'],
}

const turns: readonly (readonly [Language, readonly CheckName[]])[] = [
  ['ja', ['axe, light', 'focus, light']],
  ['en', ['axe, dark', '320 px wide (400 %)']],
  ['en', ['axe, forced colours', 'focus, forced colours', 'no motion']],
  ['ja', ['axe, dark', 'targets of 24 px', 'not by colour alone']],
  ['en', ['axe, light', 'text spacing']],
]

for (const [half, names] of Object.entries(halves)) {
  test(`the screens ${half} are accessible`, async () => {
    const pages = await openScenePages(join(root, 'out/renderer'))
    for (const [place, name] of names.entries()) {
      const scene = scenes[name]
      const [language, checks] = turns[place % turns.length] ?? []
      if (!scene || !language) throw new Error(`There is no scene ${name}.`)
      for (const { check, found } of await inspectScene(pages, scene, language, checks))
        expect.soft(found, `${name}, ${language}, ${check}`).toEqual([])
    }
    await pages.close()
  })
}
