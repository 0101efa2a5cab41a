/**
 * The bytes of a YAML or JSON file as a plain value, with the place of whatever is wrong in them.
 *
 * Guards against files that are made to exhaust a reader: nesting is bounded by the parser itself, aliases here.
 * Mappings are read without their quadratic check for equal keys, which would take minutes for a large document; one
 * walk over them finds the same.
 */
import { Composer, isAlias, isCollection, isMap, isPair, isScalar, LineCounter, Parser } from 'yaml'
import type { Document, ErrorCode, Node, Scalar, YAMLMap } from 'yaml'
import type { DocumentFault } from '../../../preload/contract/errors.ts'
import { WarifuError } from '../../warifu-error.ts'

/** How often one anchor may be meant, counted with what is nested in it. Real documents repeat an answer or two. */
const aliasLimit = 10_000

/** What the parser itself stops at; it does not tell. */
const nestingLimit = 100

const faults: Partial<Record<ErrorCode, DocumentFault>> = {
  BAD_ALIAS: 'alias-unknown',
  BAD_INDENT: 'indentation',
  DUPLICATE_KEY: 'key-twice',
  MISSING_CHAR: 'character-missing',
  MULTIPLE_DOCS: 'several-documents',
  TAB_AS_INDENT: 'tab',
}

/** Fails with `openapi-damaged` or `openapi-too-complex`; null where the bytes are no text at all. */
export const parseText = (bytes: Uint8Array): unknown => {
  const text = decode(bytes)
  if (text === null) return null
  if (isBraced(text)) {
    try {
      return JSON.parse(text) as unknown
    } catch {
      // Either YAML's own flow style, or JSON with an error, whose place the YAML parser can tell.
    }
  }
  return parseYaml(text)
}

/** As JSON begins; so may YAML. */
const isBraced = (text: string): boolean => /^\s*[{[]/.test(text)

/** UTF-8, or UTF-16 where a mark says so, as some editors on Windows write it. */
const decode = (bytes: Uint8Array): string | null => {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

const parseYaml = (text: string): unknown => {
  const lines = new LineCounter()
  const damaged = (reason: DocumentFault, offset: number) => {
    const { line, col } = lines.linePos(offset)
    return new WarifuError('openapi-damaged', { line: Math.max(line, 1), column: Math.max(col, 1), reason })
  }
  const tokens = new Parser(lines.addNewLine).parse(text)
  const composer = new Composer({ merge: true, uniqueKeys: false, lineCounter: lines, prettyErrors: false })
  const [document, another] = [...composer.compose(tokens)]
  if (document === undefined) return null
  const [error] = document.errors
  if (error?.code === 'RESOURCE_EXHAUSTION') throw tooComplex('nesting', nestingLimit)
  // The parser calls it an indentation, too, where braces end with the text.
  if (error?.code === 'BAD_INDENT' && isBraced(text)) throw damaged('character-missing', error.pos[0])
  if (error) throw damaged(faults[error.code] ?? 'syntax', error.pos[0])
  if (another) throw damaged('several-documents', another.range[0])
  const fault = firstFault(document)
  if (fault) throw damaged(fault.reason, fault.offset)
  try {
    return document.toJS({ maxAliasCount: aliasLimit }) as unknown
  } catch (error) {
    // The one thing that can still go wrong is an anchor that is meant too often.
    if (error instanceof ReferenceError) throw tooComplex('aliases', aliasLimit)
    throw error
  }
}

const tooComplex = (what: 'nesting' | 'aliases', limit: number) =>
  new WarifuError('openapi-too-complex', { what, limit })

/** What the parser leaves unsaid: a key that its mapping has already, an alias of nothing. Null where all is well. */
const firstFault = ({ contents }: Document.Parsed): { reason: DocumentFault; offset: number } | null => {
  const anchors = new Set<string>()
  const pending: unknown[] = [contents]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isAlias(next)) {
      if (!anchors.has(next.source)) return { reason: 'alias-unknown', offset: offsetOf(next) }
    } else if (isPair(next)) pending.push(next.value, next.key)
    else if (isScalar(next) || isCollection(next)) {
      if (next.anchor !== undefined) anchors.add(next.anchor)
      if (!isCollection(next)) continue
      const repeated = isMap(next) ? firstRepeatedKey(next) : null
      if (repeated !== null) return { reason: 'key-twice', offset: offsetOf(repeated) }
      pending.push(...(next.items as unknown[]).toReversed())
    }
  }
  return null
}

const firstRepeatedKey = ({ items }: YAMLMap): Scalar | null => {
  const keys = new Set<unknown>()
  for (const { key } of items) {
    // Several mappings may be merged into one.
    if (!isScalar(key) || key.value === '<<') continue
    if (keys.has(key.value)) return key
    keys.add(key.value)
  }
  return null
}

const offsetOf = ({ range }: Node): number => range?.[0] ?? 0
