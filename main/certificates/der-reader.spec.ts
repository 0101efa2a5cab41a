import { describe, expect, it } from 'vitest'
import { readOctets, readOid, readTime, readUnsigned } from './der-fields.ts'
import { childrenOf, readDer } from './der-reader.ts'
import { integer, octetString, oid, sequence, time } from './der-writer.ts'
import { pemBlocks } from './pem.ts'
import { cpuTime } from './testing/cpu-time.ts'
import { nestedSequences } from './testing/craft-pfx.ts'

const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex')

describe('BER', () => {
  it('is read with definite and indefinite lengths, and with lengths that are longer than needed', () => {
    for (const encoding of ['3003 020105', '3080 020105 0000', '30840000 0003 020105']) {
      const [number] = childrenOf(readDer(hex(encoding)))
      expect(number && readUnsigned(number, 'number')).toBe(5)
    }
  })

  it('keeps the place and the own bytes of every element', () => {
    const [, second] = childrenOf(readDer(hex('3006 020105 020106')))
    expect(second?.offset).toBe(5)
    expect(second?.bytes).toEqual(hex('020106'))
  })

  it('joins strings that come in pieces, as deep as four levels', () => {
    const pieces = hex('2480 0402 0102 2403 0401 03 0000')
    expect(readOctets(readDer(pieces), 'octets')).toEqual(hex('010203'))
    expect(() => readOctets(readDer(hex('2408 2406 2404 2402 2400')), 'octets')).toThrow()
  })

  it.each([
    ['nothing', ''],
    ['a length without content', '3005 0201'],
    ['an indefinite length without end', '3080 020105'],
    ['an indefinite length of a plain value', '0280 05 0000'],
    ['a length of 126 octets', '30fe'],
    ['a length of 2^64-1', '3088 ffffffff ffffffff'],
    ['a large tag number', '1f8101 00'],
  ])('is refused, with its place, when it is %s', (_, encoding) => {
    expect(() => readDer(hex(encoding))).toThrow(/byte \d+/)
  })

  it('is not followed deeper than 32 levels', () => {
    let node = readDer(nestedSequences(40))
    expect(() => {
      for (;;) [node = node] = childrenOf(node)
    }).toThrow()
  })

  it('is read in a time that grows with its length, however it is nested', () => {
    const time = cpuTime(() => {
      expect(() => readDer(Buffer.alloc(1_000_000, hex('3080')))).toThrow()
      expect(() =>
        childrenOf(readDer(Buffer.concat([hex('3080'), Buffer.alloc(900_000, hex('0500'))]))),
      ).toThrow()
    })
    expect(time).toBeLessThan(1000)
  })
})

describe('DER that was written here', () => {
  it('is read back', () => {
    const ids = [
      '1.2.840.113549.1.12.10.1.2',
      '2.5.29.15',
      '2.16.840.1.101.3.4.1.42',
      '0.9.2342.19200300.100.1.25',
      '2.999.1',
    ]
    for (const id of ids) expect(readOid(readDer(oid(id)), 'oid')).toBe(id)
    for (const value of [0, 1, 127, 128, 255, 256, 65_535, 5_000_000]) {
      expect(readUnsigned(readDer(integer(value)), 'integer')).toBe(value)
    }
    for (const iso of ['1999-12-31T23:59:59.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z']) {
      expect(readTime(readDer(time(new Date(iso))), 'time').toISOString()).toBe(iso)
    }
    const long = sequence(octetString(Buffer.alloc(70_000)))
    expect(childrenOf(readDer(long))[0]?.content).toHaveLength(70_000)
  })
})

describe('PEM', () => {
  it('is found among other text, and read in a time that grows with its length', () => {
    expect(
      pemBlocks('x\n-----BEGIN A-----\r\nAA ==\r\n-----END A-----\ny').map(({ label }) => label),
    ).toEqual(['A'])
    const time = cpuTime(() => {
      expect(pemBlocks('-----BEGIN A-----\n'.repeat(60_000))).toEqual([])
    })
    expect(time).toBeLessThan(1000)
  })
})
