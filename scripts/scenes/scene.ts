/** One screen or state that is looked at. */
import type { Page } from 'playwright'
import type { PictureStart } from '../picture-bridge.ts'

/** @property act the steps that lead there from `path` */
export interface Scene {
  path: string
  start: PictureStart
  act?: (page: Page, language: 'ja' | 'en') => Promise<void>
}
