/**
 * `clipboard`. https://www.electronjs.org/docs/latest/api/clipboard
 *
 * Headless it is this process's own, so that tests that run beside each other do not share one.
 */
import { BrowserWindow } from './browser-window.ts'
import { copyInPage } from './page-dialogs.ts'
import { options as standIn } from './state.ts'
import { strict } from './strict.ts'

let copied = ''

export const clipboard = strict(
  {
    writeText(text: string): void {
      copied = text
      const [window] = BrowserWindow.getAllWindows()
      if (!standIn.headless && window) copyInPage(window, text)
    },
    readText: (): string => copied,
    clear(): void {
      clipboard.writeText('')
    },
  },
  'clipboard',
)
