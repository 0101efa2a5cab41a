/** The operations of an API, and the policies of other scopes that matter to it. */
import type { Failure } from '../../preload/contract/errors.ts'
import { wordsIn } from '../../e2e/pages/words.ts'
import {
  exampleOperations,
  exampleOtherScopes,
  examplePreview,
  manyOperations,
} from '../../renderer/test/fake-operations.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

const openApiFile = { fileId: 'file-1', name: 'orders-openapi.yaml', size: 48_213 }

async function chooseDocument(page: Page, language: 'ja' | 'en'): Promise<void> {
  const words = wordsIn(language).operations.import
  await press(page, words.action)
  await press(page, words.choose)
}

const refusedDocument = (failure: Failure): Scene => ({
  path: '/apis/api-1/operations',
  start: {
    filled: true,
    state: { chosen: openApiFile, failNext: { 'operations.previewImport': failure } },
  },
  act: chooseDocument,
})

export const operationsScenes: Record<string, Scene> = {
  operations: {
    path: '/apis/api-1/operations',
    start: { filled: true, state: { operations: exampleOperations() } },
  },
  'operations-none': { path: '/apis/api-1/operations', start: { filled: true } },
  'operations-add': {
    path: '/apis/api-1/operations',
    start: { filled: true, state: { operations: exampleOperations() } },
    act: async (page, language) => press(page, wordsIn(language).operations.add),
  },
  'operations-many': {
    path: '/apis/api-1/operations',
    start: { filled: true, state: { operations: manyOperations(600) } },
  },
  'operations-import-choose': {
    path: '/apis/api-1/operations',
    start: { filled: true },
    act: async (page, language) => press(page, wordsIn(language).operations.import.action),
  },
  'operations-import': {
    path: '/apis/api-1/operations',
    start: {
      filled: true,
      state: { operations: exampleOperations(), importPreview: examplePreview(), chosen: openApiFile },
    },
    act: chooseDocument,
  },
  'operations-import-swagger': refusedDocument({
    code: 'not-openapi',
    details: { kind: 'swagger', version: '' },
  }),
  'operations-import-damaged': refusedDocument({
    code: 'openapi-damaged',
    details: { line: 1_204, column: 7, reason: 'indentation' },
  }),
  'operations-import-done': {
    path: '/apis/api-1/operations',
    start: {
      filled: true,
      state: { operations: exampleOperations(), importPreview: examplePreview(), chosen: openApiFile },
    },
    act: async (page, language) => {
      await chooseDocument(page, language)
      await press(page, wordsIn(language).operations.import.go)
    },
  },
  'other-scopes-security': {
    path: '/apis/api-1/security',
    start: { filled: true, state: { otherScopes: exampleOtherScopes(['validate-jwt']) } },
  },
  'other-scopes-check': {
    path: '/apis/api-1/overview',
    start: { filled: true, state: { operations: exampleOperations() } },
    act: async (page, language) => {
      await press(page, wordsIn(language).checks.action)
      await page.getByLabel(wordsIn(language).checks.of).scrollIntoViewIfNeeded()
    },
  },
  'operations-policy': {
    path: '/apis/api-1/policy/operations/get-order',
    start: { filled: true, state: { operations: exampleOperations() } },
  },
}
