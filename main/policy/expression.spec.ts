import { describe, expect, it } from 'vitest'
import { expressionEnd } from './expression.ts'

const whole = [
  ['nested brackets', '@(f(g(1), (2)))'],
  ['statements in braces', '@{ if (x) { return "a"; } return "b"; }'],
  ['a bracket in a string', '@("a)" + b)'],
  ['an escaped quote in a string', String.raw`@("a\")" + b)`],
  ['a verbatim string with doubled quotes', '@(@"a"")\\" + b)'],
  ['an interpolated string with a string in its hole', '@($"{d[")"]}{{(" + b)'],
  ['a verbatim interpolated string', '@($@"{x}"")\\" + @$"{y})")'],
  ['a character literal of a bracket', "@(c == ')' || c == '\\'' || c == '\"')"],
  ['a line comment', "@{ // it's }\n return 1; }"],
  ['a block comment', '@( /* ")" */ 1)'],
  ['comparison and markup', '@(a < b && c > d ? "<x>" : "</x>")'],
  ['quotes written as references', '@(a == &quot;)&quot; &amp;&amp; b =&gt; &apos;(&apos; )'],
  ['a character literal of a reference', "@(c == '&quot;' || c == '&lt;')"],
  ['a named value', '@({{limit}} > 1)'],
  ['named values in an interpolated string', '@($"id={{id}}&t={(string)v["t"]}&s={Uri.Escape("{{s}}")}")'],
  [
    'statements with everything in them',
    '@{\n  // (e.g. "0.0.0.0/0")\n  var p = a.Split(\'/\')[0]; /* } */ return $"{p}.{{}}";\n}',
  ],
  ['an apostrophe that begins no literal', "@(don't)"],
] as const

describe('the end of a C# expression', () => {
  it.each(whole)('is found behind %s', (_what, expression) => {
    expect(expressionEnd(`${expression}") rest`, 0)).toBe(expression.length)
  })

  it.each([
    ['an open bracket', '@(f(1)'],
    ['an open verbatim string', '@(@"a)'],
    ['an open block comment', '@(1 /* )'],
    ['an open hole', '@($"{x)'],
    ['nothing behind the first bracket', '@('],
  ])('is not found behind %s', (_what, expression) => {
    expect(expressionEnd(expression, 0)).toBe(-1)
  })

  it('is found although an ordinary string was not closed on its line', () => {
    expect(expressionEnd('@("a\n)', 0)).toBe('@("a\n)'.length)
  })
})
