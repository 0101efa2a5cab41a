/** What we add to the installer for Windows, compiled for itself: the rest of it takes plugins that are fetched. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../commands.ts'

/** Warnings count: makensis says by them what it does not know. */
export function checkOpenWith(folder: string): string[] {
  const script = join(folder, 'open-with.nsi')
  const lines = [
    ...['Unicode true', 'Name "Warifu"', `OutFile "${join(folder, 'open-with.exe')}"`],
    ...['!define APP_EXECUTABLE_FILENAME "Warifu.exe"', 'InstallDir "$TEMP\\Warifu"'],
    `!include "${join(root, 'main/shell/installer/open-with.nsh')}"`,
    ...['Section', 'WriteUninstaller "$INSTDIR\\uninstall.exe"', '!insertmacro customInstall', 'SectionEnd'],
    ...['Section "Uninstall"', '!insertmacro customUnInstall', 'SectionEnd'],
  ]
  writeFileSync(script, `${lines.join('\n')}\n`)
  try {
    execFileSync('makensis', ['-V2', '-WX', script], { encoding: 'utf8', stdio: 'pipe' })
    return []
  } catch (error) {
    return [`open-with.nsh: ${String((error as { stdout?: string }).stdout ?? error).trim()}`]
  }
}
