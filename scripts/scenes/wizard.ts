/** The upload of one file, and what it says of files that it cannot take. */
import { wordsIn } from '../../e2e/pages/words.ts'
import type { Failure } from '../../preload/contract/errors.ts'
import type { Scene } from './scene.ts'
import { browseInWizard, chooseFile, enterPassword, openWizard, press } from './steps.ts'

/** What the wizard says when the file chosen ends in this. */
function outcomeOfWizard(failure: Failure): Scene {
  return {
    path: '/certificates',
    start: { filled: true, state: { failNext: { 'certificates.inspect': failure } } },
    act: browseInWizard,
  }
}

export const wizardScenes: Record<string, Scene> = {
  'wizard-choose': { path: '/certificates', start: { filled: true, sample: true }, act: openWizard },
  'wizard-not-pfx': {
    path: '/certificates',
    start: {
      state: {
        failNext: { 'certificates.inspect': { code: 'not-a-pfx', details: { kind: 'der-certificate' } } },
      },
    },
    act: browseInWizard,
  },
  'wizard-damaged': outcomeOfWizard({
    code: 'pfx-damaged',
    details: { where: 'AuthenticatedSafe, byte 1482' },
  }),
  'wizard-no-key': outcomeOfWizard({ code: 'no-private-key', details: { certificates: 2 } }),
  'wizard-unsupported': outcomeOfWizard({
    code: 'algorithm-unsupported',
    details: { algorithm: 'Camellia-256-CBC' },
  }),
  'wizard-iterations': outcomeOfWizard({
    code: 'too-many-iterations',
    details: { iterations: 2_147_483_647, limit: 5_000_000 },
  }),
  'wizard-too-long': outcomeOfWizard({ code: 'took-too-long', details: { seconds: 20 } }),
  'wizard-password': { path: '/certificates', start: { filled: true }, act: chooseFile },
  'wizard-wrong': {
    path: '/certificates',
    start: { filled: true },
    act: (page, language) => enterPassword(page, language, 'wrong'),
  },
  'wizard-inside': {
    path: '/certificates',
    start: { filled: true },
    act: (page, language) => enterPassword(page, language, 'correct'),
  },
  'wizard-done': {
    path: '/certificates',
    start: { filled: true },
    act: async (page, language) => {
      await enterPassword(page, language, 'correct')
      await press(page, wordsIn(language).certificates.wizard.inside.upload)
    },
  },
}
