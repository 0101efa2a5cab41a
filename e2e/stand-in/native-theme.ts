/** `nativeTheme`: light or dark, told to every page. https://www.electronjs.org/docs/latest/api/native-theme */
import { StrictEmitter } from './strict.ts'

type Source = 'system' | 'light' | 'dark'

class NativeTheme extends StrictEmitter {
  #source: Source = 'system'
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly prefersReducedTransparency = false
  readonly inForcedColorsMode = false

  constructor() {
    super('nativeTheme', ['updated'])
  }

  get themeSource(): Source {
    return this.#source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`)
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }

  /** The stand-in's system is always light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.shouldUseDarkColors
  }

  /** What pages are told; undefined leaves it to Chromium. */
  get pageScheme(): 'light' | 'dark' | undefined {
    return this.#source === 'system' ? undefined : this.#source
  }
}

export const nativeTheme = new NativeTheme()
