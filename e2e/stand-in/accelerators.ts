/**
 * The menu's keyboard shortcuts, for a window on the screen, where no menu is drawn. Headless they stay off: on
 * Electron too the keys that a test presses go to the page and not to the menu.
 * https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts#accelerators
 */
import type { KeyInput } from './preload-world.ts'

/** The names that an accelerator has for keys and the page has not. */
const keyNames: Record<string, string> = { plus: '+', space: ' ', return: 'enter', esc: 'escape' }

/** Whether `input` is the shortcut that `accelerator` (`CmdOrCtrl+Shift+A`) describes. */
export function isAccelerator(accelerator: string, input: KeyInput, platform: NodeJS.Platform): boolean {
  if (input.type !== 'keyDown') return false
  const parts = accelerator.toLowerCase().split('+')
  const wanted = { shift: false, control: false, alt: false, meta: false }
  let key = ''
  for (const part of parts) {
    if (part === 'shift' || part === 'alt') wanted[part] = true
    else if (part === 'option') wanted.alt = true
    else if (part === 'ctrl' || part === 'control') wanted.control = true
    else if (part === 'cmd' || part === 'command' || part === 'meta' || part === 'super') wanted.meta = true
    else if (part === 'cmdorctrl' || part === 'commandorcontrol')
      wanted[platform === 'darwin' ? 'meta' : 'control'] = true
    else key = keyNames[part] ?? part
  }
  const modifiers = (['shift', 'control', 'alt', 'meta'] as const).every(
    (name) => input[name] === wanted[name],
  )
  return modifiers && input.key.toLowerCase() === key
}
