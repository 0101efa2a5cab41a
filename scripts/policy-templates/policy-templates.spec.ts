import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'plist'
import { describe, expect, it } from 'vitest'
import { mergePlaces } from '../../main/managed-policy/merge-places.ts'
import { managedSettings, settingNames } from '../../preload/contract/managed-policy.ts'
import { en, ja } from '../../renderer/locales/all.ts'
import { root } from '../commands.ts'
import { policyFiles } from './files.ts'
import { samplePolicy } from './samples.ts'

const read = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8')
const files = policyFiles()
const ids = (text: string, form: RegExp): string[] => [...text.matchAll(form)].map(([, id = '']) => id)

describe('the templates', () => {
  it.each(Object.keys(files))('%s is what `npm run policies` writes', (name) => {
    expect(read(`policies/${name}`)).toBe(files[name])
  })

  it('have every setting, each in the registry under its own name', () => {
    const admx = files['windows/warifu.admx'] ?? ''
    expect(ids(admx, /<policy name="(\w+)"/gu)).toEqual(settingNames)
    expect(ids(admx, /valueName="(\w+)"/gu)).toEqual(settingNames)
    expect(ids(admx, / key="([^"]+)"/gu)).toEqual(
      settingNames.map(() => String.raw`Software\Policies\Warifu`),
    )
  })

  it.each(['en-US', 'ja-JP'])('say in %s everything that they refer to', (language) => {
    const admx = files['windows/warifu.admx'] ?? ''
    const adml = files[`windows/${language}/warifu.adml`] ?? ''
    const strings = ids(adml, /<string id="(\w+)">[^<]+<\/string>/gu)
    const presentations = ids(adml, /<presentation id="(\w+)">/gu)
    expect(strings.toSorted()).toEqual([...new Set(ids(admx, /\$\(string\.(\w+)\)/gu))].toSorted())
    expect(presentations).toEqual(ids(admx, /\$\(presentation\.(\w+)\)/gu))
    expect(ids(adml, /refId="(\w+)"/gu)).toEqual(ids(admx, /<(?:decimal|text|multiText|enum) id="(\w+)"/gu))
  })

  it('hold samples that are taken as they are', () => {
    const profile = parse(files['macos/warifu.mobileconfig'] ?? '') as { PayloadContent: object[] }
    const [payload = {}] = profile.PayloadContent
    const settings = Object.fromEntries(
      Object.entries(payload).filter(([name]) => !name.startsWith('Payload')),
    )
    for (const values of [
      settings,
      JSON.parse(files['linux/policy.json'] ?? '') as Record<string, unknown>,
    ]) {
      expect(mergePlaces([{ place: 'sample', values }])).toEqual({ policy: samplePolicy, problems: [] })
    }
  })
})

describe('docs/deployment', () => {
  /** The cells of each row whose first one is a setting. */
  const rows = (text: string): string[][] =>
    text
      .split('\n')
      .filter((line) => /^\| `[A-Z]\w+` +\|/u.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )

  it.each([
    ['deployment.md', en],
    ['deployment.ja.md', ja],
  ])('%s explains every setting, in the words of the window', (name, words) => {
    const expected = settingNames.map((setting) => [
      `\`${setting}\``,
      managedSettings[setting].type,
      words.managed.settings[setting].meaning,
    ])
    expect(rows(read(name)).map(([setting, type, meaning]) => [setting, type, meaning])).toEqual(expected)
  })
})
