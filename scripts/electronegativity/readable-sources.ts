/** The program's sources in a form that electronegativity can read: it knows no TypeScript of today and no Vue. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from '../commands.ts'

/** What does not end up in the program. */
const besides = /\.(?:spec|bench|fuzz|d)\.ts$|\/testing\/|^renderer\/test\//u

/** Writes them below `folder`. @returns how many there are */
export function writeReadableSources(folder: string): number {
  const sources = globSync('{main,preload,renderer}/**/*.{ts,vue,html}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !besides.test(path))
  for (const path of [...sources, 'package.json']) {
    const target = join(folder, nameFor(path))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, readable(path, readFileSync(join(root, path), 'utf8')))
  }
  return sources.length + 1
}

const nameFor = (path: string): string => (/\.(?:ts|vue)$/u.test(path) ? `${path}.js` : path)

/** The name of the source again, from that of what was written. */
export const sourceOf = (written: string): string =>
  written.replaceAll('\\', '/').replace(/\.(ts|vue)\.js$/u, '.$1')

/** Lines stay where they are, so that findings say where to look. */
function readable(path: string, source: string): string {
  if (path.endsWith('.ts')) return plain(source)
  if (path.endsWith('.vue')) return plain(scriptOf(source))
  return source
}

function scriptOf(component: string): string {
  const found = /<script setup lang="ts">(.*?)<\/script>/su.exec(component)
  return found ? component.slice(0, found.index).replaceAll(/[^\n]/gu, '') + (found[1] ?? '') : ''
}

/** Types become spaces. Private members, which its parser knows and its search does not, get an ordinary name. */
const plain = (source: string): string =>
  stripTypeScriptTypes(source).replaceAll(/(?<=[.\s(!{;])#(?=[a-z])/gu, '_')
