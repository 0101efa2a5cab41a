/** A Chromium for the stand-in: found, or installed (which it says). */
import { findChromium, installChromium, type Purpose } from '../e2e/stand-in/chromium.ts'
import { say } from './commands.ts'

/** Fails with what to do, where none can be had. */
export const findOrInstallChromium = async (purpose: Purpose = 'headless'): Promise<string> =>
  findChromium(purpose) ?? installChromium(purpose, say)
