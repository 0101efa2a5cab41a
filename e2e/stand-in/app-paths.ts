/** `app.getPath` and what the program's package.json says of it. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { missing } from './strict.ts'

export type Manifest = { name: string; version: string; folder: string }

/** The nearest package.json above the program's first file. */
export function readManifest(file: string): Manifest {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    if (existsSync(path)) {
      type Package = { productName?: string; name?: string; version?: string }
      const { productName, name, version } = JSON.parse(readFileSync(path, 'utf8')) as Package
      return { name: productName ?? name ?? 'Electron', version: version ?? '0.0.0', folder }
    }
    if (folder === dirname(folder)) return { name: 'Electron', version: '0.0.0', folder: dirname(file) }
  }
}

const userFolders: Record<string, string> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
}

export class AppPaths {
  readonly #set = new Map<string, string>()
  readonly #name: () => string

  constructor(name: () => string) {
    this.#name = name
  }

  get(name: string): string {
    const path = this.#set.get(name) ?? this.#default(name)
    if (name === 'userData' || name === 'logs') mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  }

  set(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    this.#default(name)
    this.#set.set(name, path)
  }

  #default(name: string): string {
    const folder = userFolders[name]
    if (folder !== undefined) return join(homedir(), folder)
    switch (name) {
      case 'home':
        return homedir()
      case 'temp':
        return tmpdir()
      case 'appData':
        return appData()
      case 'userData':
        return join(this.get('appData'), this.#name())
      case 'sessionData':
        return this.get('userData')
      case 'logs':
        return join(this.get('userData'), 'logs')
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad')
      case 'exe':
      case 'module':
        return process.execPath
      default:
        throw missing(`app.getPath('${name}')`)
    }
  }
}

function appData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}
