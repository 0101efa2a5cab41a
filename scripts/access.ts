/**
 * `npm run test:access [-- FILTER… --check CHECK…]`: every scene, in both languages, against WCAG 2.2 AA: axe in the light theme, the
 * dark one and forced colours; targets; the focus on its whole way through the screen; motion; colour; and what is
 * cut off or out of reach at 400 %, at 200 %, with text spacing and with longer texts.
 *
 * Prints each fault once with where it was found, and a table of counts; any fault fails the run.
 */
import { parseArgs } from 'node:util'
import { everyCheck, inspectScene, type Language, type Result } from './access/inspect-scene.ts'
import { say } from './commands.ts'
import { openScenePages } from './scene-pages.ts'
import { scenes } from './scenes/index.ts'

const { values, positionals } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    /** A part of a check's name; all of them by default. */
    check: { type: 'string', multiple: true, default: [''] },
  },
  allowPositionals: true,
})
const checks = everyCheck.filter((name) => values.check.some((part) => name.includes(part)))
const languages: readonly Language[] = ['ja', 'en']
const waiting = Object.entries(scenes).flatMap(([name, scene]) =>
  languages
    .map((language) => ({ name: `${name}-${language}`, scene, language }))
    .filter((one) => positionals.length === 0 || positionals.some((part) => one.name.includes(part))),
)
const total = waiting.length

const pages = await openScenePages()
const counts = new Map<string, { screens: number; faults: number }>()
const places = new Map<string, string[]>()

function note(name: string, { check, found }: Result): void {
  const count = counts.get(check) ?? { screens: 0, faults: 0 }
  counts.set(check, { screens: count.screens + 1, faults: count.faults + found.length })
  for (const fault of found) {
    const line = `${check}: ${fault}`
    places.set(line, [...(places.get(line) ?? []), name])
  }
}

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    try {
      for (const result of await inspectScene(pages, next.scene, next.language, checks))
        note(next.name, result)
    } catch (error) {
      note(next.name, { check: 'scene', found: [error instanceof Error ? error.message : String(error)] })
    }
    if (waiting.length % 40 === 0) say(`${String(total - waiting.length)} of ${String(total)}`)
  }
}

await Promise.all(Array.from({ length: Number(values.workers) }, work))
await pages.close()

for (const [line, names] of places) {
  const more = names.length > 4 ? ` and ${String(names.length - 4)} more` : ''
  say(`\n${line}\n    ${names.slice(0, 4).join(', ')}${more}`)
}
say('')
console.table(Object.fromEntries(counts))
const faults = [...counts.values()].reduce((sum, count) => sum + count.faults, 0)
say(`${String(total)} screens, ${String(faults)} faults`)
process.exitCode = faults === 0 ? 0 : 1
