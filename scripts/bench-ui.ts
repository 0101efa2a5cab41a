/** `npm run bench:ui`: builds, then measures the built program; what it takes is told in e2e/bench/ui.bench.ts. */
import { electronBinary } from '../e2e/fixtures/electron-binary.ts'
import { findOrInstallChromium } from './chromium.ts'
import { runNode } from './commands.ts'

const built = await runNode(['scripts/build.ts'])
if (built === 0 && electronBinary() === undefined) await findOrInstallChromium()
process.exitCode = built === 0 ? await runNode(['e2e/bench/ui.bench.ts', ...process.argv.slice(2)]) : built
