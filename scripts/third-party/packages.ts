/** What of others goes out with the program: the production dependencies as the lock file pins them, and Electron. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../commands.ts'

export interface ThirdParty {
  name: string
  version: string
  /** An SPDX expression. */
  license: string
  /** Subresource integrity, as npm writes it: `sha512-<base64>`. */
  integrity: string
  /** Where it lies, from the project's root: `node_modules/vue`. */
  path: string
  /** The paths of the packages it needs. */
  needs: string[]
}

interface Locked {
  name?: string
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
  dependencies?: Record<string, string>
}

const modules = 'node_modules/'

/** By path. Electron counts among the tools for npm, but it is what the program runs in. */
export function thirdParties(folder: string = root): ThirdParty[] {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const shipped = Object.entries(packages).filter(
    ([path, { dev, optional, devOptional }]) =>
      path === `${modules}electron` || (path !== '' && !dev && !optional && !devOptional),
  )
  const paths = new Set(shipped.map(([path]) => path))
  return shipped.map(([path, locked]) => ({
    name: locked.name ?? path.slice(path.lastIndexOf(modules) + modules.length),
    version: locked.version ?? '',
    license: locked.license ?? 'NOASSERTION',
    integrity: locked.integrity ?? '',
    path,
    needs: Object.keys(locked.dependencies ?? {})
      .map((name) => resolve(path, name, paths))
      .filter((found) => found !== undefined),
  }))
}

/** As Node finds it: in the package's own node_modules, else in that of a folder above. */
function resolve(from: string, name: string, paths: ReadonlySet<string>): string | undefined {
  for (
    let place = from;
    place !== '';
    place = place.slice(0, Math.max(0, place.lastIndexOf(`/${modules}`)))
  ) {
    const path = `${place}/${modules}${name}`
    if (paths.has(path)) return path
  }
  return paths.has(`${modules}${name}`) ? `${modules}${name}` : undefined
}

/** The package's own licence texts, with its notice where it has one; empty when it brings none. */
export function licenceTexts({ path }: Pick<ThirdParty, 'path'>, folder: string = root): string[] {
  const place = join(folder, path)
  if (!existsSync(place)) return []
  const names = readdirSync(place).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/iu.test(name))
  return names.toSorted().map((name) => readFileSync(join(place, name), 'utf8').trim())
}
