/**
 * Group policy of Windows: `Software\Policies\Warifu`, of the computer and then of the user. Only administrators may
 * write below `Software\Policies`, also in the user's half.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { managedSettings } from '../../preload/contract/managed-policy.ts'
import type { SettingForm } from '../../preload/contract/managed-policy.ts'
import type { PolicyPlace } from './merge-places.ts'
import { parseRegistryFile } from './registry-file.ts'

export const windowsPolicyKey = String.raw`Software\Policies\Warifu`

const hives = { HKLM: 'HKEY_LOCAL_MACHINE', HKCU: 'HKEY_CURRENT_USER' } as const

/** A key and what is below it as a registry file; null when there is no such key. */
export type ExportRegistryKey = (key: string) => Promise<Buffer | null>

export async function readWindowsPolicy(exportKey = exportWithReg): Promise<PolicyPlace[]> {
  const places = await Promise.all(
    Object.entries(hives).map(async ([short, hive]) => {
      const place = `${short}\\${windowsPolicyKey}`
      const file = await exportKey(place)
      return file === null ? [] : [readKey(place, `${hive}\\${windowsPolicyKey}`, file)]
    }),
  )
  return places.flat()
}

function readKey(place: string, path: string, file: Buffer): PolicyPlace {
  try {
    const values: Record<string, unknown> = {}
    for (const key of parseRegistryFile(file)) {
      const below = key.path.slice(path.length + 1)
      // No setting is a key of its own: it shows as one that there is not.
      if (below !== '') values[below] = null
      else for (const [name, value] of Object.entries(key.values)) values[name] = fromRegistry(name, value)
    }
    return { place, values }
  } catch {
    return { place, refused: 'unreadable' }
  }
}

/** The registry has no booleans and no lists of numbers: 0 and 1, and lists of texts, stand for them. */
function fromRegistry(name: string, value: unknown): unknown {
  const forms: Readonly<Record<string, SettingForm>> = managedSettings
  const type = Object.hasOwn(forms, name) ? forms[name]?.type : undefined
  if (type === 'boolean') return value === 1 ? true : value === 0 ? false : null
  if (type === 'integers' && Array.isArray(value)) {
    return value.map((one) => (/^\d{1,9}$/u.test(String(one)) ? Number(one) : null))
  }
  return type === 'hosts' && Array.isArray(value) ? value.filter((one) => one !== '') : value
}

/** By a file, since what reg.exe prints is in the console's code page, which is another one in each language. */
async function exportWithReg(key: string): Promise<Buffer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-policy-'))
  const file = join(folder, 'policy.reg')
  const reg = join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe')
  try {
    const written = await new Promise<boolean>((resolve) => {
      execFile(reg, ['export', key, file, '/y', '/reg:64'], { windowsHide: true }, (error) =>
        resolve(error === null),
      )
    })
    return written ? await readFile(file) : null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
