/**
 * Asks before a window closes over something unsaved, or over a copy that is under way: by its cross, by Quit, or
 * because the session ends.
 *
 * The page tells when there is something (`noteUnsaved`), so that the question need not wait for it, comes in the chosen
 * language, and comes also where Chromium would let a page go that nobody has clicked on.
 */
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import type { UnsavedWork as Work } from '../../preload/contract/unsaved-work.ts'
import { textsFor } from './texts.ts'

export interface UnsavedWork {
  note: (unsaved: Work | null) => void
  /** Asks where there is something unsaved; false: it is to be kept. For what ends the program past its windows. */
  mayEnd: (window: BrowserWindow) => Promise<boolean>
  watch: (window: BrowserWindow) => void
}

const questions = {
  changes: { title: 'unsavedTitle', text: 'unsavedText', close: 'discardUnsaved', stay: 'stayUnsaved' },
  copying: { title: 'copyingTitle', text: 'copyingText', close: 'closeCopying', stay: 'stayCopying' },
} as const

/** The place of the answer that gives it up. */
const discard = 0

export function guardUnsavedWork(language: () => Language): UnsavedWork {
  let unsaved: Work | null = null
  let asking = false
  let quitting = false
  app.on('before-quit', () => (quitting = true))

  async function mayEnd(window: BrowserWindow): Promise<boolean> {
    if (unsaved === null) return true
    if (asking) return false
    asking = true
    const texts = textsFor(language())
    const { title, text, close, stay } = questions[unsaved]
    const { response } = await dialog
      .showMessageBox(window, {
        type: 'warning',
        message: texts[title],
        detail: texts[text],
        buttons: [texts[close], texts[stay]],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      })
      .finally(() => (asking = false))
    if (response === discard) unsaved = null
    return unsaved === null
  }

  async function ask(window: BrowserWindow): Promise<void> {
    if (asking) return
    const ends = await mayEnd(window)
    // Prevented closing ends quitting as well: whoever stays, and closes the window later, has not asked to quit.
    const quit = quitting
    quitting = false
    if (!ends) return
    if (quit) app.quit()
    else window.close()
  }

  return {
    note: (now) => (unsaved = now),
    mayEnd,
    watch: (window) => {
      const hold = (event: { preventDefault: () => void }): void => {
        if (unsaved === null) return
        event.preventDefault()
        void ask(window)
      }
      window.on('close', hold)
      // Windows says that the program holds up the end of the session, and lets one go on all the same.
      window.on('query-session-end', hold)
      // A page that has been loaded anew holds nothing.
      window.webContents.on('did-finish-load', () => (unsaved = null))
    },
  }
}
