import { describe, expect, it } from 'vitest'
import { debuggingSwitch } from './debugging-switches.ts'

const started = (...switches: string[]) => ({ hasSwitch: (name: string) => switches.includes(name) })

describe('the switches an installed program does not start with', () => {
  it('names one that opens the page or the main process to another program', () => {
    expect(debuggingSwitch(started('lang', 'remote-debugging-port'))).toBe('remote-debugging-port')
    expect(debuggingSwitch(started('inspect-brk'))).toBe('inspect-brk')
  })

  it('has nothing against the program’s own switches and those of the desktop', () => {
    expect(debuggingSwitch(started('data-dir', 'lang', 'ozone-platform-hint', 'no-sandbox'))).toBeUndefined()
  })
})
