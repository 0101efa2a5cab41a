import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningWarifu } from '../fixtures/running-warifu.ts'
import { dropFiles } from '../fixtures/drop-files.ts'
import { createSampleProgram } from './testing/sample-program.ts'
import type { SampleProgram } from './testing/sample-program.ts'

let program: SampleProgram
let running: RunningWarifu
let path: string

beforeAll(async () => {
  program = await createSampleProgram()
  path = join(program.folder, '証明書 1.pfx')
  await writeFile(path, 'content')
  running = await program.start()
})
afterAll(() => program.remove())

test('a chosen file gives its real path to the main process', async () => {
  await running.page.setInputFiles('#file', path)
  const answer = await running.page.evaluate(() =>
    window.sample.pathOf(document.querySelector<HTMLInputElement>('#file')?.files?.[0]),
  )
  expect(answer).toEqual([{ deep: [path] }])
})

test('a dropped file gives its real path to the main process', async () => {
  await running.page.evaluate(() => {
    const area = document.querySelector('#drop')
    area?.setAttribute('data-takes-files', '')
    area?.addEventListener('dragover', (event) => event.preventDefault())
    area?.addEventListener('drop', (event) => {
      event.preventDefault()
      const file = (event as DragEvent).dataTransfer?.files[0]
      Reflect.set(window, 'dropped', window.sample.pathOf(file))
    })
  })
  await dropFiles(running.page, '#drop', [path])
  expect(await running.page.evaluate(() => Reflect.get(window, 'dropped') as unknown)).toEqual([
    { deep: [path] },
  ])
})

test('a file that the page made itself has no path', async () => {
  expect(await running.page.evaluate(() => window.sample.pathOf(new File(['x'], 'x.pfx')))).toEqual([
    { deep: [''] },
  ])
})

test('a file dialog answers what a test put in its place', async () => {
  const unanswered = await running.evaluate(({ dialog }) =>
    dialog.showOpenDialog({ properties: ['openFile'] }),
  )
  expect(unanswered).toEqual({ canceled: true, filePaths: [] })
  await running.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  const answer = await running.evaluate(({ dialog }) => dialog.showOpenDialog({}))
  expect(answer).toEqual({ canceled: false, filePaths: [path] })
})
