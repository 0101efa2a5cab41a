/** Dialogs for a window on the screen, made of what Chromium itself can show. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { BrowserWindow } from './browser-window.ts'
import type { OpenPage } from './open-page.ts'

/** Chromium's own file dialog, opened by an input that is in no document. @returns no paths if it was cancelled */
export function chooseFiles(window: BrowserWindow, options: Electron.OpenDialogOptions): Promise<string[]> {
  const extensions = (options.filters ?? []).flatMap((filter) => filter.extensions)
  const accept = extensions.includes('*') ? '' : extensions.map((extension) => `.${extension}`).join(',')
  const properties = options.properties ?? []
  const input = {
    accept,
    multiple: properties.includes('multiSelections'),
    webkitdirectory: properties.includes('openDirectory'),
  }
  return inPage(window, async ({ session }) => {
    const { result } = await session.send('Runtime.evaluate', {
      expression: `new Promise((resolve) => {
        const input = Object.assign(document.createElement('input'), { type: 'file' }, ${JSON.stringify(input)})
        input.addEventListener('change', () => resolve([...input.files]))
        input.addEventListener('cancel', () => resolve([]))
        input.click()
      })`,
      userGesture: true,
      awaitPromise: true,
    })
    if (result.objectId === undefined) return []
    const { objectId } = result
    const { result: files } = await session.send('Runtime.getProperties', { objectId, ownProperties: true })
    const paths = files.map(async ({ value }) => {
      if (value?.className !== 'File' || value.objectId === undefined) return ''
      return (await session.send('DOM.getFileInfo', { objectId: value.objectId })).path
    })
    const chosen = (await Promise.all(paths)).filter((path) => path !== '')
    return input.webkitdirectory ? folderOf(chosen) : chosen
  })
}

/** Chromium answers with the files of a folder. Theirs is the shortest path; of an empty folder nothing is known. */
const folderOf = (files: readonly string[]): string[] =>
  files
    .map(dirname)
    .sort((one, other) => one.length - other.length)
    .slice(0, 1)

/** A question with two answers; with one button it is only shown. @returns whether it was confirmed */
export function confirmInPage(window: BrowserWindow, options: Electron.MessageBoxOptions): Promise<boolean> {
  const text = [options.title, options.message, options.detail].filter(Boolean).join('\n\n')
  const ask = (options.buttons?.length ?? 1) > 1 ? 'confirm' : 'alert'
  return inPage(window, async ({ session }) => {
    const expression = `${ask}(${JSON.stringify(text)})`
    const { result } = await session.send('Runtime.evaluate', {
      expression,
      userGesture: true,
      returnByValue: true,
    })
    return result.value === true
  })
}

/**
 * The path to write to, asked for with a suggestion in the home folder. A file that is there is asked about again.
 * @returns an empty text if it was cancelled
 */
export function askForPath(window: BrowserWindow, options: Electron.SaveDialogOptions): Promise<string> {
  return inPage(window, async ({ session }) => {
    const ask = async (call: string): Promise<unknown> => {
      const { result } = await session.send('Runtime.evaluate', {
        expression: call,
        userGesture: true,
        returnByValue: true,
      })
      return result.value
    }
    const suggestion = resolve(homedir(), options.defaultPath ?? '')
    const title = JSON.stringify(options.title ?? '')
    const answer = await ask(`prompt(${title}, ${JSON.stringify(suggestion)})`)
    if (typeof answer !== 'string' || answer.trim() === '') return ''
    const path = resolve(homedir(), answer.trim())
    const again = `confirm(${JSON.stringify(`${path} exists already. Replace it?`)})`
    return existsSync(path) && (await ask(again)) !== true ? '' : path
  })
}

function inPage<T>(window: BrowserWindow, action: (page: OpenPage) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    window.webContents.withPage((page) => action(page).then(resolve, reject))
  })
}

/** Puts text into the system's clipboard as a page does when somebody copies; the page's own listeners do not hear it. */
export function copyInPage(window: BrowserWindow, text: string): void {
  const expression = `
    document.addEventListener('copy', (event) => {
      event.stopImmediatePropagation()
      event.preventDefault()
      event.clipboardData.setData('text/plain', ${JSON.stringify(text)})
    }, { capture: true, once: true })
    document.execCommand('copy')`
  window.webContents.withPage(({ session }) =>
    session.send('Runtime.evaluate', { expression, userGesture: true }),
  )
}
