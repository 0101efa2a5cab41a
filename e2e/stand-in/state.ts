/** What every part of the stand-in needs to know of this run. */
import { takeOptions } from './options.ts'

/** The whole command line, the stand-in's own part included: what `app.relaunch()` starts again. */
export const fullCommandLine = {
  execPath: process.execPath,
  execArgv: ['--import', new URL('register.ts', import.meta.url).href, ...process.execArgv],
  argv: [...process.argv],
}

export const options = takeOptions(process.argv, process.env, process.platform)

/** True when a specification started this process and speaks to it. */
export const controlled = process.send !== undefined
