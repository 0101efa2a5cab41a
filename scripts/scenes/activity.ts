/** The record of what was done, and what was put right at the start. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { exampleActivity, exampleRepairs } from '../../renderer/test/fake-activity.ts'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

export const activityScenes: Record<string, Scene> = {
  repairs: {
    path: '/certificates',
    start: { filled: true, state: { repairs: exampleRepairs() } },
  },
  'repairs-left-over': {
    path: '/certificates',
    start: { filled: true, state: { repairs: exampleRepairs() } },
    act: (page, language) => press(page, wordsIn(language).repairs.leftOver.remove),
  },
  activity: {
    path: '/activity',
    start: { filled: true, state: { activity: exampleActivity() } },
    act: async (page, language) => {
      await page.getByRole('button', { name: wordsIn(language).activity.acts['policy-saved'] }).click()
    },
  },
  'activity-verified': {
    path: '/activity',
    start: {
      filled: true,
      state: { activity: exampleActivity(), verification: { state: 'intact', entries: 9 } },
    },
    act: async (page, language) => {
      await press(page, wordsIn(language).activity.verify)
      await press(page, wordsIn(language).activity.export)
    },
  },
  'activity-altered': {
    path: '/activity',
    start: {
      filled: true,
      state: { activity: exampleActivity(), verification: { state: 'altered', sequence: 4, entries: 9 } },
    },
    act: (page, language) => press(page, wordsIn(language).activity.verify),
  },
}
