/** `npm run package`: builds the program and its installer for this system, in `dist`. */
import { commandOf, runNode } from './commands.ts'

const built = await runNode(['scripts/build.ts'])
process.exitCode =
  built === 0
    ? await runNode([commandOf('electron-builder'), '--publish', 'never', ...process.argv.slice(2)])
    : built
