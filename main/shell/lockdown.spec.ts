import type { IpcMainInvokeEvent } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { isOwnPage } from './lockdown.ts'

vi.mock('electron', () => ({ app: {}, protocol: {}, session: {} }))

const from = (senderFrame: { parent: object | null; url: string } | null) =>
  ({ senderFrame }) as unknown as IpcMainInvokeEvent

describe('the sender of a request', () => {
  it('is our own page in the top frame, at any of its screens', () => {
    expect(isOwnPage(from({ parent: null, url: 'app://warifu/index.html' }))).toBe(true)
    expect(isOwnPage(from({ parent: null, url: 'app://warifu/index.html?a=1#/certificates' }))).toBe(true)
  })

  it('is refused when it is a frame within a page, even within our own', () => {
    expect(isOwnPage(from({ parent: {}, url: 'app://warifu/index.html' }))).toBe(false)
  })

  it('is refused when its frame has gone', () => {
    expect(isOwnPage(from(null))).toBe(false)
  })

  it.each([
    'https://example.com/app://warifu/index.html',
    'app://warifu/index.html.evil',
    'app://warifu/other.html',
    'app://warifu.example/index.html',
    'app://user@warifu/index.html',
    'file:///index.html',
    'data:text/html,app://warifu/index.html',
    'about:blank',
    '',
  ])('is refused when it shows %s', (url) => {
    expect(isOwnPage(from({ parent: null, url }))).toBe(false)
  })
})
