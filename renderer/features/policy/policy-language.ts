/**
 * Colours for policy documents: XML whose values and text may be C# expressions, `@(…)` or `@{…}`.
 *
 * Expressions hold quotes and angle brackets that XML does not allow, so an XML grammar loses its way in real
 * policies. This one reads line by line and is right again at the next tag, whatever was written.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
import { StreamLanguage } from '@codemirror/language'
import type { StreamParser, StringStream } from '@codemirror/language'

interface Reading {
  where: 'text' | 'tag' | 'attribute-value' | 'comment' | 'cdata'
  /** The quote that ends the attribute value being read. */
  quote: string
  /** Closing brackets that the expression being read waits for, innermost last; empty outside of expressions. */
  brackets: string[]
  /** What the expression is inside of: a string (by the way it ends), or a block comment. */
  literal: 'none' | 'string' | 'verbatim' | 'comment'
}

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' }
const words =
  /^(?:as|async|await|bool|break|case|catch|char|continue|decimal|default|do|double|else|false|finally|for|foreach|if|in|int|is|long|new|null|out|return|string|switch|throw|true|try|typeof|using|var|while)\b/

export const policyParser: StreamParser<Reading> = {
  name: 'policy',
  startState: () => ({ where: 'text', quote: '', brackets: [], literal: 'none' }),
  copyState: (reading) => ({ ...reading, brackets: [...reading.brackets] }),
  token(stream, reading) {
    if (reading.brackets.length > 0) return expression(stream, reading)
    switch (reading.where) {
      case 'text':
        return text(stream, reading)
      case 'tag':
        return tag(stream, reading)
      case 'attribute-value':
        return attributeValue(stream, reading)
      case 'comment':
        return until(stream, reading, '-->', 'comment')
      case 'cdata':
        return until(stream, reading, ']]>', 'string')
    }
  },
  languageData: { commentTokens: { block: { open: '<!--', close: '-->' } } },
}

export const policyLanguage = StreamLanguage.define(policyParser)

function text(stream: StringStream, reading: Reading): string | null {
  if (expressionBegins(stream, reading)) return 'meta'
  if (stream.match('<!--')) {
    reading.where = 'comment'
    return 'comment'
  }
  if (stream.match('<![CDATA[')) {
    reading.where = 'cdata'
    return 'string'
  }
  if (stream.match(/^<\/?[\w:.-]*/)) {
    reading.where = 'tag'
    return 'tagName'
  }
  stream.next()
  stream.eatWhile(/[^<@]/)
  return null
}

function tag(stream: StringStream, reading: Reading): string | null {
  if (stream.eatSpace()) return null
  if (stream.match(/^[/?]?>/)) {
    reading.where = 'text'
    return 'tagName'
  }
  const character = stream.next()
  if (character === '"' || character === "'") {
    reading.quote = character
    reading.where = 'attribute-value'
    return 'string'
  }
  if (character === '=') return null
  stream.eatWhile(/[^\s=>"'/]/)
  return 'attributeName'
}

function attributeValue(stream: StringStream, reading: Reading): string {
  if (expressionBegins(stream, reading)) return 'meta'
  if (stream.eat(reading.quote)) {
    reading.where = 'tag'
    return 'string'
  }
  if (stream.match(/^\{\{[^{}]*\}\}/)) return 'variableName'
  const end = reading.quote === '"' ? /[^"@{]/ : /[^'@{]/
  stream.next()
  stream.eatWhile(end)
  return 'string'
}

function until(stream: StringStream, reading: Reading, end: string, style: string): string {
  if (stream.skipTo(end)) {
    stream.match(end)
    reading.where = 'text'
  } else {
    stream.skipToEnd()
  }
  return style
}

function expressionBegins(stream: StringStream, reading: Reading): boolean {
  if (!stream.match(/^@(?=[({])/)) return false
  reading.brackets = [closing[stream.next() ?? ''] ?? ')']
  reading.literal = 'none'
  return true
}

function expression(stream: StringStream, reading: Reading): string | null {
  if (reading.literal !== 'none') return literal(stream, reading)
  if (stream.eatSpace()) return null
  if (stream.match('//')) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.match('/*')) return begin(reading, 'comment', 'comment')
  if (stream.match(/^(?:\$@|@\$|@)"/)) return begin(reading, 'verbatim', 'string')
  if (stream.match(/^\$?"/)) return begin(reading, 'string', 'string')
  if (stream.match(/^'(?:\\.[^']*|[^'\\])'/)) return 'string'
  if (stream.match(words)) return 'keyword'
  if (stream.match(/^\d[\w.]*/)) return 'number'
  if (stream.match(/^\w+/)) return 'variableName'
  const character = stream.next() ?? ''
  const close = closing[character]
  if (close !== undefined) reading.brackets.push(close)
  else if (character === reading.brackets.at(-1)) reading.brackets.pop()
  return reading.brackets.length === 0 ? 'meta' : 'punctuation'
}

function begin(reading: Reading, kind: Reading['literal'], style: string): string {
  reading.literal = kind
  return style
}

function literal(stream: StringStream, reading: Reading): string {
  if (reading.literal === 'comment') {
    if (stream.match(/^.*?\*\//)) reading.literal = 'none'
    else stream.skipToEnd()
    return 'comment'
  }
  const ended =
    reading.literal === 'verbatim' ? stream.match(/^(?:[^"]|"")*"(?!")/) : stream.match(/^(?:[^"\\]|\\.)*"/)
  if (ended) reading.literal = 'none'
  else stream.skipToEnd()
  // An ordinary C# string ends with its line at the latest.
  if (reading.literal === 'string') reading.literal = 'none'
  return 'string'
}
