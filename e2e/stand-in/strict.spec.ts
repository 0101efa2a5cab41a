import { expect, test } from 'vitest'
import { isAccelerator } from './accelerators.ts'
import { hasDisplay, takeOptions } from './options.ts'
import { originalOf, originOf, twinHeaders, twinOf } from './scheme-twin.ts'
import { electronEvent, onlyOptions, strict, StrictEmitter } from './strict.ts'
import { checkWebPreferences } from './web-preferences.ts'

test('what is not there throws with its full name, read or written', () => {
  const thing: { known: number; unknown?: number } = strict({ known: 1 }, 'thing')
  thing.known = 2
  expect(thing.known).toBe(2)
  expect(() => thing.unknown).toThrow('thing.unknown is not part of the Electron stand-in')
  expect(() => (thing.unknown = 1)).toThrow('thing.unknown is not part of the Electron stand-in')
})

test('a strict object can be awaited and printed', async () => {
  const thing = strict({ known: 1 }, 'thing')
  expect(await Promise.resolve(thing)).toBe(thing)
  expect(JSON.stringify(thing)).toBe('{"known":1}')
})

test('an emitter has one identity and refuses events that it never sends', () => {
  class Lamp extends StrictEmitter {
    readonly #self: Lamp
    constructor() {
      super('lamp', ['on'])
      this.#self = this
    }
    isItself(): boolean {
      return this.#self === this
    }
  }
  const lamp = new Lamp()
  expect(lamp.isItself()).toBe(true)
  expect(lamp.once('on', () => undefined)).toBe(lamp)
  expect(() => lamp.on('off', () => undefined)).toThrow("lamp event 'off'")
})

test('an event remembers that it was prevented', () => {
  const event = electronEvent({ url: 'app://x' })
  expect(event.defaultPrevented).toBe(false)
  event.preventDefault()
  expect(event).toMatchObject({ url: 'app://x', defaultPrevented: true })
})

test('options that are not known throw', () => {
  expect(() => onlyOptions({ a: 1 }, ['a'], 'f')).not.toThrow()
  expect(() => onlyOptions({ a: 1, b: 2 }, ['a'], 'f')).toThrow('f: option b')
})

test.each([
  [{ sandbox: false }],
  [{ contextIsolation: false }],
  [{ nodeIntegration: true }],
  [{ nodeIntegrationInSubFrames: true }],
  [{ webSecurity: false }],
  [{ allowRunningInsecureContent: true }],
  [{ webviewTag: true }],
])('%j would weaken the sandbox', (preferences) => {
  expect(() => checkWebPreferences(preferences)).toThrow('would weaken the sandbox')
})

test('preferences that keep the sandbox are accepted, unknown ones are not', () => {
  expect(() => checkWebPreferences({ sandbox: true, contextIsolation: true, preload: '/x' })).not.toThrow()
  expect(() => checkWebPreferences({ enableBlinkFeatures: 'Everything' })).toThrow(
    'webPreferences.enableBlinkFeatures',
  )
})

test('a scheme and its twin are each other', () => {
  const twin = twinOf('app://warifu/a/b?c#d', ['app'])
  expect(twin).toBe('https://warifu.app.invalid/a/b?c#d')
  expect(originalOf(twin)).toBe('app://warifu/a/b?c#d')
  expect(originOf(twin)).toBe('app://warifu')
  expect(twinOf('https://example.com/', ['app'])).toBe('https://example.com/')
  expect(originalOf('https://example.com/')).toBe('https://example.com/')
})

test('a policy that names the scheme names its twin', () => {
  const policy = "default-src 'self' app:; img-src app://pictures data:, script-src app:"
  expect(twinHeaders(new Headers({ 'content-security-policy': policy }), ['app'])).toEqual([
    {
      name: 'content-security-policy',
      value:
        "default-src 'self' https://*.app.invalid; img-src https://pictures.app.invalid data:, " +
        'script-src https://*.app.invalid',
    },
  ])
})

test('the switches of the stand-in are taken out of the command line', () => {
  const argv = ['node', 'main.js', '--stand-in-keychain=file:/k', '--data-dir=/d', '--stand-in-window']
  const options = takeOptions(argv, { DISPLAY: ':0' }, 'linux')
  expect(options).toEqual({ keychain: { file: '/k' }, locale: undefined, headless: false, packaged: false })
  expect(argv).toEqual(['node', 'main.js', '--data-dir=/d'])
  expect(() => takeOptions(['--stand-in-keychain=nowhere'], {}, 'linux')).toThrow('expected system, memory')
})

test('without a display there is no window', () => {
  expect(takeOptions(['--stand-in-window'], {}, 'linux').headless).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
})

test.each([
  ['CmdOrCtrl+U', { key: 'u', control: true }, 'linux', true],
  ['CmdOrCtrl+U', { key: 'u', control: true }, 'darwin', false],
  ['CmdOrCtrl+U', { key: 'u', meta: true }, 'darwin', true],
  ['CmdOrCtrl+Shift+A', { key: 'A', control: true, shift: true }, 'win32', true],
  ['CmdOrCtrl+Shift+A', { key: 'a', control: true }, 'win32', false],
  ['CmdOrCtrl+,', { key: ',', control: true }, 'linux', true],
  ['F11', { key: 'F11' }, 'linux', true],
] as const)('the shortcut %s and the keys %j on %s: %s', (accelerator, keys, platform, pressed) => {
  const released = {
    shift: false,
    control: false,
    alt: false,
    meta: false,
    isAutoRepeat: false,
    isComposing: false,
  }
  expect(isAccelerator(accelerator, { type: 'keyDown', code: '', ...released, ...keys }, platform)).toBe(
    pressed,
  )
})
