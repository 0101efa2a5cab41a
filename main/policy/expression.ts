/**
 * Where a C# expression of a policy ends.
 *
 * `@(…)` holds one expression and `@{…}` statements; inside, quotes, `<`, `>` and `&` are C#, not XML
 * (https://learn.microsoft.com/azure/api-management/api-management-policy-expressions). Only what decides where
 * the last bracket is gets read: strings (also verbatim and interpolated), character literals and comments. In a
 * document of format `xml` the quotes of a C# string may be written as references, so those count too.
 */
const quoteReferences = ['&quot;', '&#34;', '&#x22;']
const apostropheReferences = ['&apos;', '&#39;', '&#x27;']

/** The longest escape in a character literal is `'\U0010FFFF'`. */
const longestCharacterLiteral = 12

/** Code counts its own bracket; a string remembers how it was opened, because only the same closes it. */
type Frame =
  | { kind: 'code'; open: string; close: string; depth: number }
  | { kind: 'interpolated'; verbatim: boolean; quote: string }

export const startsExpression = (text: string, at: number): boolean =>
  text[at] === '@' && (text[at + 1] === '(' || text[at + 1] === '{')

/** The offset behind the bracket that closes the expression which starts at `start`; -1 when nothing closes it. */
export function expressionEnd(text: string, start: number): number {
  const open = text[start + 1] === '{' ? '{' : '('
  const stack: Frame[] = [{ kind: 'code', open, close: open === '{' ? '}' : ')', depth: 1 }]
  let at = start + 2
  while (at < text.length) {
    const frame = stack.at(-1)
    if (frame === undefined) return at
    at = frame.kind === 'code' ? stepCode(text, at, frame, stack) : stepInterpolated(text, at, frame, stack)
  }
  return stack.length === 0 ? at : -1
}

/** Reads one piece of code: a bracket, a literal, a comment or any other character. */
function stepCode(text: string, at: number, frame: Frame & { kind: 'code' }, stack: Frame[]): number {
  const character = text.charAt(at)
  switch (character) {
    case frame.open:
      frame.depth += 1
      return at + 1
    case frame.close:
      frame.depth -= 1
      if (frame.depth === 0) stack.pop()
      return at + 1
    case '/':
      return skipComment(text, at)
    case "'":
      return skipCharacterLiteral(text, at, "'")
    case '"':
      return skipString(text, at + 1, '"', false)
    case '&':
      return stepReference(text, at)
    case '@':
    case '$':
      return stepPrefix(text, at, stack)
    default:
      return at + 1
  }
}

function stepReference(text: string, at: number): number {
  const quote = quoteAt(text, at)
  if (quote !== null) return skipString(text, at + quote.length, quote, false)
  const apostrophe = apostropheReferences.find((reference) => text.startsWith(reference, at))
  return apostrophe === undefined ? at + 1 : skipCharacterLiteral(text, at, apostrophe)
}

/** `@"`, `$"`, `$@"` and `@$"` open strings of their own kinds; any other `@` or `$` is an ordinary character. */
function stepPrefix(text: string, at: number, stack: Frame[]): number {
  const two = text.slice(at, at + 2)
  const prefix = two === '$@' || two === '@$' ? two : text.charAt(at)
  const quote = quoteAt(text, at + prefix.length)
  if (quote === null) return at + 1
  const behind = at + prefix.length + quote.length
  const verbatim = prefix.includes('@')
  if (!prefix.includes('$')) return skipString(text, behind, quote, verbatim)
  stack.push({ kind: 'interpolated', verbatim, quote })
  return behind
}

/** Reads one piece of an interpolated string; `{` that is not doubled opens a hole with code in it. */
function stepInterpolated(
  text: string,
  at: number,
  frame: Frame & { kind: 'interpolated' },
  stack: Frame[],
): number {
  const character = text[at]
  if (text.startsWith(frame.quote, at)) {
    const behind = at + frame.quote.length
    if (frame.verbatim && text.startsWith(frame.quote, behind)) return behind + frame.quote.length
    stack.pop()
    return behind
  }
  if (character === '{') {
    if (text[at + 1] === '{') return at + 2
    stack.push({ kind: 'code', open: '{', close: '}', depth: 1 })
    return at + 1
  }
  if (!frame.verbatim && character === '\\') return at + 2
  // An ordinary string cannot hold a line end: it was never closed, and what follows is read as code again.
  if (!frame.verbatim && isLineEnd(character)) stack.pop()
  return at + 1
}

function skipString(text: string, from: number, quote: string, verbatim: boolean): number {
  let at = from
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      at += quote.length
      if (!verbatim || !text.startsWith(quote, at)) return at
      at += quote.length
    } else if (!verbatim && text[at] === '\\') at += 2
    else if (!verbatim && isLineEnd(text[at])) return at
    else at += 1
  }
  return at
}

/** `'x'`, `'\n'`, `'&quot;'`; an apostrophe that begins none of these is an ordinary character. */
function skipCharacterLiteral(text: string, at: number, apostrophe: string): number {
  const from = at + apostrophe.length
  const first = text[from]
  // Behind a backslash or an ampersand the literal is longer than one character.
  const least = first === '\\' ? 2 : 1
  const most = first === '\\' || first === '&' ? longestCharacterLiteral : 1
  for (let length = least; length <= most; length += 1) {
    if (isLineEnd(text[from + length - 1])) break
    if (text.startsWith(apostrophe, from + length)) return from + length + apostrophe.length
  }
  return from
}

function skipComment(text: string, at: number): number {
  if (text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2)
    return close === -1 ? text.length : close + 2
  }
  if (text[at + 1] !== '/') return at + 1
  let end = at + 2
  while (end < text.length && !isLineEnd(text[end])) end += 1
  return end
}

function quoteAt(text: string, at: number): string | null {
  if (text[at] === '"') return '"'
  if (text[at] !== '&') return null
  return quoteReferences.find((reference) => text.startsWith(reference, at)) ?? null
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r'
