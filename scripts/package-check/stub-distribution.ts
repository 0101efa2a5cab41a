/**
 * A distribution of Electron without Electron: what electron-builder needs to see in order to pack a program, for
 * machines that cannot fetch the real one. It packs; it does not start.
 */
import { FuseState, FuseV1Options } from '@electron/fuses'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../commands.ts'

/** Marks the fuses in Electron's binary. https://www.electronjs.org/docs/latest/tutorial/fuses */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseCount = Object.values(FuseV1Options).filter((value) => typeof value === 'number').length

/** Of the development dependency, whose distribution may not be here. */
export const electronVersion = (): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string })
    .version

/** Writes it into `folder`, with all fuses on: each that shall be off must have been turned off. */
export function writeStubDistribution(folder: string, version: string): void {
  const wire = Buffer.alloc(fuseCount, FuseState.ENABLE)
  // As much of an ELF header as tells the processor.
  const header = Buffer.alloc(64)
  header.writeUInt32BE(0x7f45_4c46)
  header.writeUInt16LE(process.arch === 'arm64' ? 0xb7 : 0x3e, 18)
  const executable = Buffer.concat([header, Buffer.from(sentinel), Buffer.from([1, fuseCount]), wire])
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name), { recursive: true })
  for (const name of ['en-US', 'ja', 'de']) writeFileSync(join(folder, 'locales', `${name}.pak`), '')
  writeFileSync(join(folder, 'version'), version)
  writeFileSync(join(folder, 'electron'), executable, { mode: 0o755 })
}
