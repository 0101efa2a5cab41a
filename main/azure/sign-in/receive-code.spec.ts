import { afterEach, expect, it } from 'vitest'
import { receiveCode } from './receive-code.ts'
import type { CodeReceiver } from './receive-code.ts'

const page = '<p>You are signed in.</p>'
const state = 'a'.repeat(43)
let receiver: CodeReceiver | undefined
afterEach(() => receiver?.close())

const receive = async (signal = new AbortController().signal, waitMs?: number) => {
  receiver = await receiveCode(state, page, signal, waitMs)
  const { redirectUri, answer } = receiver
  const there = redirectUri.replace('localhost', '127.0.0.1')
  const post = (fields: Record<string, string>) =>
    fetch(there, { method: 'POST', body: new URLSearchParams(fields) })
  return { there, answer, post }
}

it('the browser brings the code, and is shown a page that can do nothing', async () => {
  const { post, answer } = await receive()
  const response = await post({ state, code: 'c', client_info: 'i' })
  expect(await response.text()).toBe(page)
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'")
  expect(await answer).toEqual({ code: 'c', clientInfo: 'i' })
})

it('whatever is not the answer of this very sign-in is turned away, and the waiting goes on', async () => {
  const { there, post, answer } = await receive()
  const others = await Promise.all([
    post({ state: 'b'.repeat(43), code: 'forged' }),
    post({ code: 'forged' }),
    fetch(`${there}/?state=${state}&code=forged`),
    fetch(`${there}/elsewhere`, { method: 'POST', body: new URLSearchParams({ state, code: 'forged' }) }),
    post({ state, code: 'x'.repeat(100_000) }),
  ])
  expect(others.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  await post({ state, code: 'c' })
  expect(await answer).toMatchObject({ code: 'c' })
})

it('a refusal is told by its first line', async () => {
  const { post, answer } = await receive()
  await post({ state, error: 'access_denied', error_description: 'AADSTS65004: declined.\r\nTrace ID: 1' })
  await expect(answer).rejects.toMatchObject({
    code: 'sign-in-failed',
    details: { reason: 'AADSTS65004: declined.' },
  })
})

it('it can be ended, also before it began', async () => {
  const cancel = new AbortController()
  const { answer } = await receive(cancel.signal)
  cancel.abort()
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  receiver?.close()
  await expect((await receive(cancel.signal)).answer).rejects.toMatchObject({ code: 'cancelled' })
})

it('nobody is waited for for ever', async () => {
  const { answer } = await receive(undefined, 1)
  await expect(answer).rejects.toMatchObject({ code: 'sign-in-failed', details: { reason: 'nobody' } })
})
