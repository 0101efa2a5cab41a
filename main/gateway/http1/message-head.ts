/**
 * Guards the gateway against malformed HTTP/1.1 messages: reads the head of a request or a response as RFC 9112
 * says, and nothing more lenient.
 *
 * What a server may forgive (bare LF, folded lines, blanks before the colon) is refused here: two parsers that
 * forgive differently are how requests are smuggled (RFC 9112, 11.2).
 */

/** One field line. `name` is lower case, `value` without the blanks around it, `line` as it came with its CRLF. */
export interface Field {
  readonly name: string
  readonly value: string
  readonly line: string
}

export interface MessageHead {
  startLine: string
  fields: Field[]
}

/** What is wrong with a message, for the log and the answer's detail. */
export class MalformedMessage extends Error {}

const carriageReturn = 13
const lineFeed = 10
const colon = 58
const tab = 9
const space = 32

/** RFC 9110, 5.6.2: the characters of a token, as a table over the octets. */
const isTokenOctet = new Uint8Array(256)
for (const character of "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
  isTokenOctet[character.charCodeAt(0)] = 1
}

/** RFC 9110, 5.5: visible characters, obs-text, blank and tab. */
const isValueOctet = new Uint8Array(256).fill(1, 32)
isValueOctet[127] = 0
isValueOctet[tab] = 1

export const isToken = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    if (!isTokenOctet[text.charCodeAt(index)]) return false
  }
  return text.length > 0
}

/**
 * Reads a head given as Latin-1 text, from the start line to the empty line (which is included).
 * Throws `MalformedMessage`.
 */
export const readHead = (text: string): MessageHead => {
  const startLineEnd = endOfLine(text, 0)
  const startLine = text.slice(0, startLineEnd)
  const fields: Field[] = []
  let position = startLineEnd + 2
  while (text.charCodeAt(position) !== carriageReturn) {
    const nameEnd = endOfName(text, position)
    const lineEnd = endOfLine(text, nameEnd + 1)
    fields.push({
      name: text.slice(position, nameEnd).toLowerCase(),
      value: trimBlanks(text, nameEnd + 1, lineEnd),
      line: text.slice(position, lineEnd + 2),
    })
    position = lineEnd + 2
  }
  if (position + 2 !== text.length) throw new MalformedMessage('A line of the head is empty.')
  return { startLine, fields }
}

/** The place of the colon after the field name that begins at `from`. */
const endOfName = (text: string, from: number): number => {
  let index = from
  while (isTokenOctet[text.charCodeAt(index)]) index++
  if (text.charCodeAt(index) !== colon || index === from) {
    const first = text.charCodeAt(from)
    throw new MalformedMessage(
      first === space || first === tab
        ? 'A header line is folded or begins with a blank.'
        : 'A header line has no valid name before its colon.',
    )
  }
  return index
}

/** The place of the CR of the CRLF that ends the line; control characters before it are refused. */
const endOfLine = (text: string, from: number): number => {
  let index = from
  while (isValueOctet[text.charCodeAt(index)]) index++
  if (text.charCodeAt(index) === carriageReturn && text.charCodeAt(index + 1) === lineFeed) return index
  throw new MalformedMessage('A line of the head holds a control character or does not end in CRLF.')
}

const trimBlanks = (text: string, from: number, to: number): string => {
  let start = from
  let end = to
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

const isBlank = (code: number): boolean => code === space || code === tab

/** The members of a comma-separated field (RFC 9110, 5.6.1), in lower case. */
export const listMembers = (value: string): string[] =>
  value
    .toLowerCase()
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '')
