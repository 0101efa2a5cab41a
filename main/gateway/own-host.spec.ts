import { describe, expect, it } from 'vitest'
import { isOwnHost } from './own-host.ts'

describe('whether a call was meant for this gateway', () => {
  it.each([
    '127.0.0.1:18443',
    '127.0.0.1',
    'localhost:80',
    'orders.localhost',
    '[::1]:18443',
    'LOCALHOST.',
    '',
  ])('takes %s', (host) => expect(isOwnHost(host)).toBe(true))

  it.each([
    'evil.example:18443',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    '127.0.0.1@evil',
    '[::2]',
  ])('refuses %s, which a page may have been rebound from', (host) => expect(isOwnHost(host)).toBe(false))
})
