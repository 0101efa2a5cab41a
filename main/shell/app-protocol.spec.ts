import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'

type Serve = (request: { url: string; method: string }) => Promise<Response>
type Scheme = { scheme: string; privileges: object }

const given = vi.hoisted(() => ({ serve: undefined as Serve | undefined, schemes: [] as Scheme[] }))

vi.mock('electron', () => ({
  protocol: {
    handle: (_scheme: string, serve: Serve) => (given.serve = serve),
    registerSchemesAsPrivileged: (schemes: Scheme[]) => given.schemes.push(...schemes),
  },
}))

const folder = mkdtempSync(join(tmpdir(), 'warifu-protocol-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(() => {
  const renderer = join(folder, 'renderer')
  mkdirSync(join(renderer, 'assets'), { recursive: true })
  writeFileSync(join(renderer, 'index.html'), '<!doctype html>')
  writeFileSync(join(renderer, 'assets', 'page.js'), 'export {}')
  writeFileSync(join(folder, 'secret.js'), 'secret')
  serveApp(renderer)
})

const ask = async (url: string, method = 'GET'): Promise<Response> => {
  if (given.serve === undefined) throw new Error('nothing serves app://')
  return given.serve({ url, method })
}

describe('app://', () => {
  it('serves the built page under the content security policy', async () => {
    const answer = await ask('app://warifu/assets/page.js?query#part')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    'app://warifu/../secret.js',
    'app://warifu/%2e%2e/secret.js',
    'app://warifu/..%2fsecret.js',
    'app://warifu/..%5csecret.js',
    'app://warifu/..\\secret.js',
    'app://warifu/assets/../../secret.js',
    'app://warifu/assets/%2e%2e/%2e%2e/secret.js',
    'app://warifu/....//secret.js',
    `app://warifu/${join(folder, 'secret.js')}`,
    `app://warifu//${join(folder, 'secret.js')}`,
    'app://warifu/index.html%00.js',
    'app://warifu/',
    'app://warifu/assets',
    'app://warifu/INDEX.HTML',
    'app://other/index.html',
    'app://warifu.example/index.html',
    'app:///index.html',
  ])('answers 404 to %s', async (url) => {
    const answer = await ask(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
  })

  it('answers to GET only', async () => {
    expect((await ask('app://warifu/index.html', 'POST')).status).toBe(404)
  })

  it('has an origin of its own and no further privilege', () => {
    registerAppScheme()
    expect(given.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  })
})
