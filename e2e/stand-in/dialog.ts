/**
 * `dialog`. https://www.electronjs.org/docs/latest/api/dialog
 *
 * Without a screen nobody can answer: every dialog is cancelled, and a specification that wants another answer puts
 * its own function in place, as it does on Electron. In a window Chromium's own dialogs serve.
 */
import { BrowserWindow } from './browser-window.ts'
import { askForPath, chooseFiles, confirmInPage } from './page-dialogs.ts'
import { record } from './recorded.ts'
import { options as standIn } from './state.ts'
import { strict } from './strict.ts'

/** The window is the optional first parameter of each. */
function split<Options>(
  first: unknown,
  second: Options | undefined,
): { window: BrowserWindow | null; options: Options } {
  if (first instanceof BrowserWindow) return { window: first, options: second ?? ({} as Options) }
  return {
    window: BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? null,
    options: first as Options,
  }
}

export const dialog = strict(
  {
    async showOpenDialog(
      first: unknown,
      second?: Electron.OpenDialogOptions,
    ): Promise<Electron.OpenDialogReturnValue> {
      const { window, options } = split(first, second)
      record('dialog.showOpenDialog', options)
      if (standIn.headless || window === null) return { canceled: true, filePaths: [] }
      const filePaths = await chooseFiles(window, options)
      return { canceled: filePaths.length === 0, filePaths }
    },

    /** A page cannot learn the path that Chromium's save dialog chose, so it is asked for in words. */
    async showSaveDialog(
      first: unknown,
      second?: Electron.SaveDialogOptions,
    ): Promise<Electron.SaveDialogReturnValue> {
      const { window, options } = split(first, second)
      record('dialog.showSaveDialog', options)
      if (standIn.headless || window === null) return { canceled: true, filePath: '' }
      const filePath = await askForPath(window, options)
      return { canceled: filePath === '', filePath }
    },

    async showMessageBox(
      first: unknown,
      second?: Electron.MessageBoxOptions,
    ): Promise<Electron.MessageBoxReturnValue> {
      const { window, options } = split(first, second)
      record('dialog.showMessageBox', options)
      const confirmed = !standIn.headless && window !== null && (await confirmInPage(window, options))
      const cancelled = cancelIdOf(options)
      const response = confirmed ? agreed(options, cancelled) : cancelled
      return { response, checkboxChecked: options.checkboxChecked ?? false }
    },

    showErrorBox(title: string, content: string): void {
      record('dialog.showErrorBox', title, content)
      console.error(`${title}: ${content}`)
    },
  },
  'dialog',
)

/** The default; where that is to leave things as they are, the first answer that does not. */
function agreed({ defaultId = 0, buttons = [] }: Electron.MessageBoxOptions, cancelled: number): number {
  if (defaultId !== cancelled) return defaultId
  return Math.max(
    0,
    buttons.findIndex((_, place) => place !== cancelled),
  )
}

/** Electron's rule: the button named Cancel or No, else the first. */
function cancelIdOf({ cancelId, buttons = [] }: Electron.MessageBoxOptions): number {
  if (cancelId !== undefined) return cancelId
  return Math.max(
    0,
    buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
  )
}
