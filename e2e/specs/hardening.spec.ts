/** What holds even if somebody else's code ran in the page, or somebody else started the program. */
import { readdirSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { channels, eventNames } from '../../preload/contract/channels.ts'
import { unpackCertificates } from '../../preload/contract/packed.ts'
import type { Packed } from '../../preload/contract/packed.ts'
import { callGateway, windowsGatewayPort } from '../fixtures/gateway-call.ts'
import type { RunningWarifu } from '../fixtures/launch.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'

declare global {
  /** In the program's main process. */
  var gatewayKilled: boolean | undefined
}

type Bridge = Record<string, Record<string, (...request: unknown[]) => Promise<unknown>>>

test('the bridge has exactly the methods of the contract, and none of it can be replaced', async ({
  warifu,
}) => {
  const { names, open } = await warifu.page.evaluate(() => {
    const bridge = (window as unknown as { warifu: Bridge }).warifu
    const groups = Object.entries(bridge)
    return {
      names: groups.flatMap(([group, methods]) =>
        typeof methods === 'function' ? [group] : Object.keys(methods).map((name) => `${group}.${name}`),
      ),
      open: groups.filter(([, methods]) => !Object.isFrozen(methods)).map(([group]) => group),
    }
  })
  const allowed = [
    ...Object.entries(channels).flatMap(([feature, methods]) => methods.map((name) => `${feature}.${name}`)),
    ...eventNames.map((name) => `events.on${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    'dropFile',
    'dropFolder',
  ].filter((name) => name !== 'files.hold' && name !== 'files.holdFolder')
  expect(names.toSorted()).toEqual(allowed.toSorted())
  expect(open).toEqual([])
})

test('no address within app:// leads out of the page’s own folder', async ({ warifu, profile }) => {
  const outcomes = await warifu.page.evaluate(async () => {
    const load = (source: string): Promise<string> =>
      new Promise((resolve) => {
        const script = document.createElement('script')
        script.onload = () => resolve('loaded')
        script.onerror = () => resolve('refused')
        script.src = source
        document.head.append(script)
      })
    const own = document.querySelector<HTMLScriptElement>('script[src]')?.getAttribute('src') ?? ''
    const ways = [
      '/../main/index.js',
      '/..%2fmain%2findex.js',
      '/%2e%2e/preload/index.cjs',
      '/..%5cmain%5cindex.js',
    ]
    return { own: await load(own), others: await Promise.all(ways.map(load)) }
  })
  expect(outcomes.own).toBe('loaded')
  expect(outcomes.others).toEqual(['refused', 'refused', 'refused', 'refused'])
  profile.problems.length = 0
})

test('injected script, eval, inline handlers, frames and remote images are refused by the policy', async ({
  warifu,
  profile,
}) => {
  await warifu.page.evaluate(() => {
    const violations: string[] = []
    const ran: string[] = []
    Object.assign(window, { violations, ran })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      violations.push(effectiveDirective)
    })
    const inline = document.createElement('script')
    inline.textContent = "ran.push('inline script')"
    const handler = document.createElement('div')
    handler.innerHTML = `<img src="data:," onerror="ran.push('inline handler')">`
    const image = document.createElement('img')
    image.src = 'https://example.com/pixel.png'
    const frame = document.createElement('iframe')
    frame.src = '/index.html'
    const remote = document.createElement('script')
    remote.src = 'https://example.com/code.js'
    document.body.append(inline, handler, image, frame, remote)
    // Apart from this function, which the test's own tool may have freed of the policy.
    setTimeout(() => {
      for (const [name, run] of [
        ['eval', () => (Reflect.get(window, 'eval') as (code: string) => unknown)('1')],
        ['Function', () => Reflect.construct(Function, ['return 1'])],
      ] as const) {
        try {
          run()
          ran.push(name)
        } catch {
          violations.push(name)
        }
      }
    })
  })
  const violations = () =>
    warifu.page.evaluate(() => (window as unknown as { violations: string[] }).violations)
  const expected = ['eval', 'Function', 'script-src-elem', 'script-src-attr', 'img-src', 'frame-src']
  await expect.poll(violations).toEqual(expect.arrayContaining(expected))
  expect(await warifu.page.evaluate(() => (window as unknown as { ran: string[] }).ran)).toEqual([])
  profile.problems.length = 0
})

test('a link that is dropped on the window leads nowhere', async ({ warifu }) => {
  const { page } = warifu
  await page.getByRole('heading', { level: 1 }).waitFor()
  const address = page.url()
  const devtools = await page.context().newCDPSession(page)
  const link = 'https://example.com/'
  const data = {
    items: [
      { mimeType: 'text/uri-list', data: link },
      { mimeType: 'text/plain', data: link },
    ],
    dragOperationsMask: 1,
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(page.url()).toBe(address)
  expect(warifu.requests()).not.toContain(link)
})

test('every permission that a page can ask for is refused', async ({ warifu }) => {
  const states = await warifu.page.evaluate(async () => {
    const names = [
      ...['camera', 'clipboard-read', 'display-capture', 'geolocation', 'idle-detection', 'microphone'],
      // Not storage-access: its refusal is told as "prompt", so that a page cannot tell the two apart.
      ...['midi', 'notifications', 'window-management'],
    ]
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return [name, state] as const
    })
    const place = new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      )
    })
    return {
      ...Object.fromEntries(await Promise.all(asked)),
      'asked for a place': await place,
      'asked to notify': await Notification.requestPermission(),
    }
  })
  expect(Object.keys(states)).toHaveLength(11)
  expect(Object.entries(states).filter(([, state]) => state !== 'denied')).toEqual([])
})

test('random requests through the bridge learn nothing and break nothing', async ({ warifu }) => {
  const answers = await warifu.page.evaluate(async () => {
    const bridge = (window as unknown as { warifu: Bridge }).warifu
    const junk = [null, -1, 'x'.repeat(70_000), '../../etc/passwd', [], {}, { id: {} }, [[[]]], true, 1e308]
    const calls = Object.entries(bridge)
      .filter(([feature]) => feature !== 'events' && !feature.startsWith('drop'))
      .flatMap(([, methods]) => Object.values(methods))
      .flatMap((method) => junk.map((one) => method(one, one, one)))
    return Promise.all(calls)
  })
  expect(answers.length).toBeGreaterThan(200)
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'request-invalid' } })
    expect(JSON.stringify(answer)).not.toMatch(/ at .*:\d+|node:|\.[jt]s\b/)
  }
  await warifu.navigation.goTo('certificates')
})

/** Playwright gives a page up that has crashed: what is asked of it afterwards is asked from inside. */
const inPage = <Answer>(running: RunningWarifu, code: string): Promise<Answer> =>
  running.evaluate(
    ({ BrowserWindow }, source) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(source) as Promise<Answer>,
    code,
  )

const killReader = (running: RunningWarifu): Promise<void> =>
  running.evaluate(async ({ app }) => {
    const reader = app.getAppMetrics().find(({ name }) => name === 'Warifu certificate reader')
    const gone = new Promise<void>((resolve) => {
      app.once('child-process-gone', () => resolve())
    })
    process.kill(reader?.pid ?? 0, 'SIGKILL')
    await gone
  })

/** In the middle of what it is told next, which is lost with it. */
const killGatewayAtNextMessage = (running: RunningWarifu): Promise<void> =>
  running.evaluate(() => {
    const { prototype } = process.getBuiltinModule('node:worker_threads').Worker
    const own = Object.getOwnPropertyDescriptor(prototype, 'postMessage') ?? {}
    const value = function (this: Worker): void {
      Object.defineProperty(prototype, 'postMessage', own)
      this.once('exit', () => (globalThis.gatewayKilled = true))
      void this.terminate()
    }
    Object.defineProperty(prototype, 'postMessage', { ...own, value })
  })

test('page, reader and gateway are killed one after another, and the guide’s next act works', async ({
  warifu,
}) => {
  await warifu.estate.bringSample()
  await killReader(warifu)
  await uploadSample(warifu, 'rsa')

  await killGatewayAtNextMessage(warifu)
  await useInSampleApi(warifu, 'Orders client')
  expect(await warifu.evaluate(() => globalThis.gatewayKilled)).toBe(true)
  expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 200 })

  await warifu.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('render-process-gone', () => contents.once('did-finish-load', () => resolve()))
        contents?.forcefullyCrashRenderer()
      }),
  )
  await expect.poll(() => inPage(warifu, "document.querySelector('h1')?.textContent ?? ''")).not.toBe('')
  const { value } = await inPage<{ value: Packed<Certificate[]> }>(warifu, 'warifu.certificates.list(0)')
  const [{ id, etag }] = unpackCertificates(value) as [Certificate]
  const refused = await inPage(warifu, `warifu.certificates.remove(${JSON.stringify({ id, etag })})`)
  expect(refused).toMatchObject({ ok: false, error: { code: 'certificate-in-use' } })
})

test('the installed program does not start with a debugging switch', async ({ profile }) => {
  const installed = await profile.start({ args: ['--stand-in-packaged'] })
  test.skip(installed.kind === 'electron', 'only the stand-in can pretend to be installed')
  await installed.close()
  const opened = profile.start({ args: ['--stand-in-packaged', '--remote-debugging-port=0'] })
  await expect(opened).rejects.toThrow('has ended (1)')
})

test('the gateway listens on the loopback address and on no other', async ({ warifu }) => {
  const port = await windowsGatewayPort(warifu)
  const connects = (host: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host, port }, () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
  expect(await connects('127.0.0.1')).toBe(true)
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
    .map(({ address }) => address)
  for (const address of [...others, ...(process.platform === 'linux' ? ['127.0.0.2'] : [])]) {
    expect(await connects(address), address).toBe(false)
  }
})

test('what the program keeps can be read by its owner only', async ({ profile }) => {
  test.skip(process.platform === 'win32', 'there the profile’s access list does it')
  const warifu = await profile.start()
  await uploadSample(warifu, 'rsa')
  await warifu.close()
  const folder = join(profile.dataDir, 'workspace')
  const open = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => (statSync(path).mode & 0o077) !== 0)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(open).toEqual([])
})
