/** Walks through the guide's job in Japanese and in English, each time on a fresh profile. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keychainForTests, prepareProfile, startProgram } from '../../e2e/fixtures/program.ts'
import type { Language } from '../../preload/contract/preferences.ts'
import { root, say } from '../commands.ts'
import { walk } from './walk.ts'

const names: Record<Language, string> = { ja: '日本語', en: 'English' }

const tourIn = async (language: Language): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'warifu-tour-'))
  const pictures = join(root, 'docs', 'tour', language)
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  await prepareProfile(dataDir, { theme: 'light' })
  const warifu = await startProgram({ dataDir, language })
  try {
    say(`\n${names[language]} (${warifu.kind}, keychain: ${keychainForTests()})`)
    let number = 0
    await walk(warifu, async (name, line) => {
      number += 1
      const file = `${String(number).padStart(2, '0')}-${name}`
      await warifu.page.screenshot({
        path: join(pictures, `${file}.png`),
        animations: 'disabled',
        caret: 'hide',
      })
      say(`  ${file.padEnd(24)} ${line}`)
    })
  } finally {
    await warifu.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

for (const language of ['ja', 'en'] as const) await tourIn(language)
say('\nThe pictures are in docs/tour.')
