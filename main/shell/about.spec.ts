import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { describeProgram } from './about.ts'

const { app, said } = vi.hoisted(() => ({
  said: [] as { applicationVersion?: string; copyright?: string }[],
  app: { folder: '' },
}))

vi.mock('electron', () => ({
  app: {
    name: 'Warifu',
    getVersion: () => '1.2.3',
    getAppPath: () => app.folder,
    setAboutPanelOptions: (options: { applicationVersion?: string }) => said.push(options),
  },
}))

app.folder = mkdtempSync(join(tmpdir(), 'warifu-about-'))
afterAll(() => rmSync(app.folder, { recursive: true }))

const packed = (content: object): void =>
  writeFileSync(join(app.folder, 'package.json'), JSON.stringify(content))

it.each([
  ['ja', { signed: false }, '1.2.3 (署名なし)'],
  ['en', { signed: false }, '1.2.3 (unsigned)'],
  ['en', { signed: true }, '1.2.3'],
  ['ja', {}, '1.2.3'],
] as const)('About says in %s of a program packed with %j: %s', (language, content, version) => {
  packed(content)
  describeProgram(language)
  expect(said.at(-1)?.applicationVersion).toBe(version)
})

it('About leads to the licences of the software of others', () => {
  packed({})
  describeProgram('en')
  expect(said.at(-1)?.copyright).toContain('THIRD-PARTY-NOTICES.txt')
})
