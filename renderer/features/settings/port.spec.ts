import { expect, it } from 'vitest'
import { isSystemPort, portOf } from './port.ts'

it('takes a whole number from 1 to 65535', () => {
  expect(portOf('8400')).toBe(8400)
  expect(portOf(' 1 ')).toBe(1)
  expect(portOf('65535')).toBe(65535)
})

it.each(['', '0', '65536', '-1', '80.5', '1e3', '0x50', 'http', '８４００'])('refuses "%s"', (text) => {
  expect(portOf(text)).toBeNull()
})

it('knows which ports want special rights', () => {
  expect(isSystemPort(443)).toBe(true)
  expect(isSystemPort(1024)).toBe(false)
})
