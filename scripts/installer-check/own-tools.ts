/** In place of the tools that electron-builder fetches: those of the system, where it can be told to use them. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../commands.ts'

/** Lays them out in `folder` as electron-builder expects them. @returns the environment that leads there */
export function ownTools(folder: string): NodeJS.ProcessEnv {
  const tools = join(folder, `linux-${process.arch}`)
  const libraries = join(folder, 'lib', process.arch)
  for (const one of [tools, libraries]) mkdirSync(one, { recursive: true })
  for (const name of ['mksquashfs', 'desktop-file-validate']) symlinkSync(whereIs(name), join(tools, name))
  // The program in front of the archive that mounts and starts it.
  writeFileSync(join(folder, `runtime-${process.arch}`), 'no runtime: this AppImage does not start\n')
  return {
    APPIMAGE_TOOLS_PATH: folder,
    CUSTOM_FPM_PATH: join(root, 'scripts/installer-check/fpm.ts'),
  }
}

const whereIs = (command: string): string => execFileSync('which', [command], { encoding: 'utf8' }).trim()
