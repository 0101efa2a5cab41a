import { describe, expect, test } from 'vitest'
import { bodyReader } from './body.ts'
import { MalformedMessage } from './message-head.ts'

const chunked =
  '4\r\nWiki\r\n6;a="b c"\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nX-Sum: 1\r\nX-Two: 2\r\n\r\n'
const content = 'Wikipedia in \r\n\r\nchunks.'

describe('a chunked body', () => {
  test('ends at the same octet however the bytes are cut', () => {
    const whole = Buffer.from(`${chunked}GET /next`)
    for (let size = 1; size <= whole.length; size++) {
      const body = bodyReader({ kind: 'chunked' })
      const pieces: Buffer[] = []
      let end = 0
      for (let from = 0; from < whole.length && !body.done; from += size) {
        const part = whole.subarray(from, from + size)
        end = from + body.read(part, 0, (piece) => pieces.push(piece))
      }
      expect([body.done, end, Buffer.concat(pieces).toString()]).toEqual([true, chunked.length, content])
      expect(body.contentBytes).toBe(content.length)
    }
  })

  const malformed = [
    'x\r\n',
    '\r\n',
    '1\n',
    '1\r\nab',
    '1\r\na\n',
    ' 1\r\n',
    '-1\r\n',
    '0x1\r\n',
    '1234567890123\r\n',
    '0\r\na\x00',
    '0\r\nX: 1\n',
    '1;a\nb\r\n',
  ]
  test.each(malformed)('%j is refused', (text) => {
    expect(() => bodyReader({ kind: 'chunked' }).read(Buffer.from(text), 0)).toThrow(MalformedMessage)
  })

  test('cannot keep the gateway busy with endless extensions or trailers', () => {
    for (const text of [`1;${'a'.repeat(10_000)}`, `0\r\n${'X: 1\r\n'.repeat(3000)}`]) {
      expect(() => bodyReader({ kind: 'chunked' }).read(Buffer.from(text), 0)).toThrow(MalformedMessage)
    }
  })
})

test('a body of a known length leaves what comes after it', () => {
  const body = bodyReader({ kind: 'length', length: 5 })
  expect(body.read(Buffer.from('abc'), 0)).toBe(3)
  expect(body.done).toBe(false)
  expect(body.read(Buffer.from('--defgh'), 2)).toBe(4)
  expect([body.done, body.contentBytes]).toEqual([true, 5])
})
