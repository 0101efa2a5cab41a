/** How far this run has come: many of Electron's functions must not be called before `ready`, some not after. */
import type { Browser } from './browser.ts'

let started: Browser | undefined

export const isReady = (): boolean => started !== undefined

export function becomeReady(browser: Browser): void {
  started = browser
}

/** The running Chromium. @throws in Electron's manner when `what` was asked for before `ready`. */
export function browserFor(what: string): Browser {
  if (started === undefined) throw new Error(`${what} before app is ready`)
  return started
}
