/** Secrets that can be told from everything else, in every form in which a program could let them lie about. */
import { randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export interface Canary {
  /** What it is called when it is found. */
  name: string
  forms: readonly Form[]
}

interface Form {
  /** e.g. `UTF-16LE`, `base64 of UTF-8`. */
  encoding: string
  bytes: Buffer
}

/** Of the whole text, the characters that a neighbour's bytes do not change, wherever the secret begins. */
const base64At = (bytes: Buffer, shift: 0 | 1 | 2): string => {
  const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
  const certain = Math.floor((shifted.length * 8) / 6)
  return shifted.toString('base64').slice(Math.ceil((shift * 8) / 6), certain)
}

const textForms = (bytes: Buffer, encoding: string): Form[] => {
  const hex = bytes.toString('hex')
  const texts = [
    ['hex', hex],
    ['hex', hex.toUpperCase()],
    ...([0, 1, 2] as const).flatMap((shift) => {
      const base64 = base64At(bytes, shift)
      return [
        ['base64', base64],
        ['base64', base64.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    }),
  ] as [string, string][]
  return texts.flatMap(([name, text]) => [
    { encoding: `${name} of ${encoding}`, bytes: Buffer.from(text) },
    { encoding: `${name} of ${encoding}, in UTF-16LE`, bytes: Buffer.from(text, 'utf16le') },
  ])
}

/** Where two are written the same, the first one names it. */
const distinct = (forms: readonly Form[]): Form[] => [
  ...new Map(forms.toReversed().map((form) => [form.bytes.toString('latin1'), form])).values(),
]

/** As JSON and JavaScript write what is not ASCII. */
const escaped = (text: string): string =>
  text.replaceAll(/[^ -~]/gu, (character) =>
    character.replaceAll(/./gsu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

export const textCanary = (name: string, text: string): Canary => {
  const utf16 = Buffer.from(text, 'utf16le')
  const plain: Form[] = [
    { encoding: 'UTF-8', bytes: Buffer.from(text) },
    { encoding: 'UTF-16LE', bytes: utf16 },
    // As a PFX derives its keys from it (RFC 7292, B.1).
    { encoding: 'UTF-16BE', bytes: Buffer.from(utf16).swap16() },
  ]
  return {
    name,
    forms: distinct([
      ...plain,
      { encoding: 'escaped', bytes: Buffer.from(escaped(text)) },
      { encoding: 'URL', bytes: Buffer.from(encodeURIComponent(text)) },
      ...plain.flatMap(({ encoding, bytes }) => textForms(bytes, encoding)),
    ]),
  }
}

/** A password that occurs nowhere else; `ending` for characters beyond ASCII. */
export const secretText = (ending = ''): string => `Kanari${randomBytes(9).toString('hex')}${ending}`

/** Long enough to occur nowhere by chance; short enough that a line of PEM holds one of them unbroken. */
const fragmentBytes = 16

/**
 * A private key by fragments of its secret number, in whatever structure and at whatever place that lies. One that
 * a line break of PEM cuts through is not found, its neighbour is.
 */
export const keyCanary = (name: string, key: KeyObject): Canary => {
  const secret = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')
  const fragments = Array.from({ length: Math.floor(secret.length / fragmentBytes) }, (_none, place) =>
    secret.subarray(place * fragmentBytes, (place + 1) * fragmentBytes),
  )
  return {
    name,
    forms: distinct(
      fragments.flatMap((bytes) => [{ encoding: 'bytes', bytes }, ...textForms(bytes, 'bytes')]),
    ),
  }
}
