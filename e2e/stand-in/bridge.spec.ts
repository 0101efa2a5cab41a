import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningWarifu } from '../fixtures/running-warifu.ts'
import { createSampleProgram } from './testing/sample-program.ts'
import type { SampleProgram } from './testing/sample-program.ts'

let program: SampleProgram
let running: RunningWarifu

beforeAll(async () => {
  program = await createSampleProgram()
  running = await program.start()
})
afterAll(() => program.remove())

test('the page sees the exposed object and nothing else of the preload', async () => {
  const names = await running.page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const pristine = new Set(Object.getOwnPropertyNames(frame.contentWindow))
    const started = Object.getOwnPropertyNames(window).filter((name) => !pristine.has(name))
    frame.remove()
    return {
      started,
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
    }
  })
  // The page's own script left namesAtStart; a frame's window is without a few names of a top window.
  const own = names.started.filter((name) => !['0', 'namesAtStart', 'fromPage'].includes(name))
  expect(own).toEqual(['sample'])
  expect(names).toMatchObject({ require: 'undefined', process: 'undefined' })
})

test('the preload sees neither the page nor Node', async () => {
  await running.page.evaluate(() => (window.fromPage = 1))
  expect(await running.page.evaluate(() => window.sample.world())).toEqual({
    page: 'undefined',
    require: 'function',
    fs: 'module not found: fs',
  })
  expect(await running.page.evaluate(() => window.sample.sandboxed)).toBe(true)
})

test('the exposed object is frozen, also inside, and cannot be replaced', async () => {
  const outcome = await running.page.evaluate(() => {
    const before = window.sample
    Reflect.set(window, 'sample', {})
    return [Object.isFrozen(before), Object.isFrozen(before.nested), window.sample === before]
  })
  expect(outcome).toEqual([true, true, true])
})

test('values cross to the main process and back as structured clones', async () => {
  const outcome = await running.page.evaluate(async () => {
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    const bytes = new Uint8Array([1, 2, 255])
    const values = [
      undefined,
      null,
      -0,
      Number.NaN,
      10n,
      'é割符',
      new Date(5),
      bytes,
      new Map([[1, 'a']]),
      new Set([2]),
    ]
    const back = (await window.sample.invoke('echo', values, { deep: [{ bytes }] })) as [
      unknown[],
      { deep: [{ bytes: Uint8Array }] },
    ]
    const [plain, { deep }] = back
    return {
      kinds: plain.map((value) => Object.prototype.toString.call(value)),
      zero: Object.is(plain[2], -0),
      text: plain[5],
      bytes: [...deep[0].bytes],
    }
  })
  expect(outcome).toEqual({
    kinds: [
      'Undefined',
      'Null',
      'Number',
      'Number',
      'BigInt',
      'String',
      'Date',
      'Uint8Array',
      'Map',
      'Set',
    ].map((kind) => `[object ${kind}]`),
    zero: true,
    text: 'é割符',
    bytes: [1, 2, 255],
  })
})

test('long texts cross whole, several at once', async () => {
  const same = await running.page.evaluate(async () => {
    const texts = ['割符', 'a"\\', 'é'].map((text) => text.repeat(50_000))
    const back = (await window.sample.invoke('echo', ...texts)) as string[]
    return back.map((text, place) => text === texts[place])
  })
  expect(same).toEqual([true, true, true])
})

test('a function is refused in either direction, in the words of Electron', async () => {
  const message = (method: 'invokeFunction' | 'function'): Promise<string> =>
    running.page.evaluate(async (name) => {
      const call = name === 'function' ? window.sample.invoke('function') : window.sample.invokeFunction()
      return call.then(
        () => 'accepted',
        (error: unknown) => (error as Error).message,
      )
    }, method)
  expect(await message('invokeFunction')).toBe('An object could not be cloned.')
  expect(await message('function')).toBe(
    "Error invoking remote method 'function': Error: An object could not be cloned.",
  )
})

test('an error of a handler arrives in the words of Electron', async () => {
  const messages = await running.page.evaluate(() =>
    Promise.all(
      ['fail', 'nobody'].map((channel) =>
        window.sample.invoke(channel).catch((error: unknown) => (error as Error).message),
      ),
    ),
  )
  expect(messages).toEqual([
    "Error invoking remote method 'fail': TypeError: not today",
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  ])
})

test('an error thrown in the preload reaches the page with its message only', async () => {
  const outcome = await running.page.evaluate(async () => {
    try {
      window.sample.fail()
    } catch (error) {
      const later = await window.sample.reject().catch((rejected: unknown) => (rejected as Error).message)
      return [
        error instanceof Error,
        (error as Error).name,
        (error as Error).message,
        'secret' in (error as object),
        later,
      ]
    }
    return []
  })
  expect(outcome).toEqual([true, 'Error', 'too far', false, 'later'])
})

test('prototypes are dropped between the worlds', async () => {
  const outcome = await running.page.evaluate(() => {
    const point = window.sample.point()
    return [Object.getPrototypeOf(point) === Object.prototype, Object.keys(point)]
  })
  expect(outcome).toEqual([true, ['x']])
})

test('a listener hears the main process until it is taken away', async () => {
  const heard = running.page.evaluate(
    () =>
      new Promise((resolve) => {
        const values: unknown[] = []
        const stop = window.sample.on((...news) => {
          values.push(news)
          stop()
          // The second message would come before the answer to this call.
          void window.sample.invoke('echo').then(() => resolve(values))
        })
      }),
  )
  await running.page.evaluate(() => window.sample.invoke('echo'))
  await running.evaluate(({ webContents }) => {
    for (const word of ['one', 'two']) webContents.getAllWebContents()[0]?.send('news', { word })
  })
  expect(await heard).toEqual([[{ word: 'one' }]])
})

test('a handler learns which frame called', async () => {
  expect(await running.page.evaluate(() => window.sample.invoke('sender'))).toEqual({
    url: 'app://sample/index.html',
    origin: 'app://sample',
    top: true,
    known: true,
  })
})

test('a preload that fails is reported', async () => {
  const broken = await createSampleProgram({ 'preload.cjs': 'throw new Error("broken preload")' })
  try {
    const failed = await broken.start()
    const noted = await failed.evaluate(() => globalThis.seen)
    expect(noted).toEqual([['preload-error', expect.stringContaining('broken preload')]])
  } finally {
    await broken.remove()
  }
})
