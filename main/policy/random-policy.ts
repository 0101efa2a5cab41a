/**
 * Policy documents nobody would write, for the fuzzer: every line end, indentation and quote, C# expressions full of
 * brackets and quotes, comments and CDATA with markup in them, sections in any order or absent.
 */

/** Numbers in [0, 1) that a seed determines (mulberry32, public domain), with the choices a generator needs. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0]
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, order: this.next() }))
      .toSorted((one, other) => one.order - other.order)
      .map(({ item }) => item)
  }
}

export interface RandomPolicy {
  text: string
  /** What the form does not own, in the order of the text: it must survive every edit. */
  foreign: readonly string[]
}

const expressions: readonly [string, ...string[]] = [
  '@(context.Request.Headers.GetValueOrDefault("X-A","<b>"))',
  '@(1 < 2 && "a)" == @"b""(" || \')\' == \'(\')',
  '@($"{(context.Variables["x"] ?? ")")}: {{literal}} {1:0.0}")',
  '@{ /* } " */ var x = "}"; // it\'s "}\n return x.Length > 0 ? "<a href=\\"x\\">" : "&"; }',
  "@(list.Where(c => c < '<' && c != '\"' && c != '\\'').Any())",
  '@($@"{context.Api.Name}""{{}}\\")',
  '@(context.User.Groups.Select(g =&gt; g.Name == &quot;)&quot;).First())',
  "@('&quot;' == c || c == '&lt;')",
  '@{\r\n\tJObject body = new JObject { { "inbound", "</inbound>" } };\r\n\treturn body.ToString();\r\n}',
]

const others: readonly [string, ...string[]] = [
  '<!-- <authentication-certificate thumbprint="none" /> -->',
  '<!---->',
  '<!-- 証明書 " \' @( -->',
  '<![CDATA[</inbound>]]>',
  '<?note > ?>',
  '<set-header name="X" exists-action="delete" />',
  '<rewrite-uri template="/a?b=c&amp;d={e}"/>',
  '<rewrite-uri template="/a?b=c&d={e}" />',
  '<set-body template="liquid">{{body.x}} @ ( ) user@example</set-body>',
  '<rewrite-uri template="/orders/{id}/lines/{*rest}?page={page}" copy-unmatched-params="false"\n/>',
  "<set-backend-service base-url='https://b.example/v1?a=b&amp;c' />",
  '<set-backend-service id="s" backend-id="other" />',
  '<set-header name="X-L" exists-action="append">\r\n\t<value> a </value><value/>\n<value><![CDATA[<b>]]></value></set-header>',
  '<set-header name="{{n}}"><value>&quot;x&quot; &amp; {{v}}</value></set-header>',
  '<check-header name="X" failed-check-httpcode="401" failed-check-error-message="No" ignore-case=\'true\' />',
  '<check-header name="X" failed-check-httpcode="403"><!-- none --><value>a</value></check-header>',
  '<ip-filter action="allow"><address>10.0.0.1</address></ip-filter>',
  '<ip-filter action="forbid">\n <address-range from="10.0.0.1" to="10.0.0.9"/><address> ::1 </address> </ip-filter>',
  '<return-response><set-status code="403" reason="No" /><set-body>{"a": 1}</set-body></return-response >',
  '<send-request mode="new"><authentication-certificate certificate-id="else" /></send-request>',
]

const credentials: readonly [string, ...string[]] = [
  '<authentication-certificate thumbprint="CA 06:F5" />',
  "<authentication-certificate id='a'   certificate-id = 'old'\n/>",
  '<authentication-certificate body="@(x("/>"))" password=\'p\'></authentication-certificate>',
  '<authentication-basic password="{{p}}" id="7" username="u&amp;v" />',
  '<authentication-basic\tusername="@(")")"\tpassword="x" ></authentication-basic >',
  '<authentication-certificate/>',
]

export function randomPolicy(random: Random, options: { credentials: boolean }): RandomPolicy {
  const lineEnds = random.pick([['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r'], ['']])
  const step = random.pick(['    ', '  ', '\t', '', ' \t'])
  const closings: readonly [string, ...string[]] = ['/>', ' />', '  />', '\t/>', '\n/>']
  const foreign: string[] = []
  const kept = (piece: string): string => {
    foreign.push(piece.trim())
    return piece
  }
  const lineEnd = (): string => lineEnds[random.below(lineEnds.length)] ?? ''
  const gap = (depth: number): string => {
    if (random.chance(0.1)) return ''
    if (random.chance(0.1)) return ' '.repeat(random.below(3))
    const trailing = random.chance(0.1) ? '  ' : ''
    const blank = random.chance(0.1) ? lineEnd() : ''
    return trailing + blank + lineEnd() + step.repeat(depth)
  }
  const policy = (): string => {
    const expression = random.pick(expressions)
    const attribute = expression.includes('\n') ? '@(")" + "\'")' : expression
    return random.pick([
      () => kept(random.pick(others)),
      () => kept(`<set-header name="a"><value>${expression}</value></set-header>`),
      () => kept(`<set-variable name='x' value="${attribute}"/>`),
      () => kept(`<set-body>${gap(0)}${expression} </set-body>`),
    ])()
  }
  const credential = (): string => random.pick(credentials)
  const conditional = (): string => {
    const before = kept('<choose><when condition="@(1 < 2)">')
    const inside = options.credentials && random.chance(0.5) ? credential() : policy()
    return before + inside + kept('</when></choose>')
  }
  const content = (depth: number, withCredentials: boolean): string => {
    let text = ''
    const pieces = [
      ...(random.chance(0.8) ? [() => kept('<base />')] : []),
      ...Array.from({ length: random.below(4) }, () => policy),
      ...(random.chance(0.3) ? [conditional] : []),
      ...Array.from({ length: withCredentials ? random.below(3) : 0 }, () => credential),
    ]
    for (const piece of random.shuffled(pieces)) text += gap(depth) + piece()
    return text + gap(depth - 1)
  }
  const section = (name: string): string => {
    if (random.chance(0.2)) return `<${name}${random.pick(closings)}`
    const inside = random.chance(0.1) ? '' : content(2, options.credentials && name === 'inbound')
    return `<${name}>${inside}</${name}>`
  }
  const before = random.pick(['', '\uFEFF', '<!-- first -->', '\r\n\r\n', '<?xml version="1.0"?>\n', '  '])
  if (random.chance(0.03)) return { text: before, foreign: [before.trim()] }
  if (random.chance(0.05)) return { text: `${before}<policies${random.pick(closings)}`, foreign: [] }
  let text = `${before}<policies${random.chance(0.2) ? ' a = "1"' : ''}>`
  for (const name of random.shuffled(['inbound', 'backend', 'outbound', 'on-error'])) {
    if (random.chance(0.8)) text += gap(1) + section(name)
    else if (random.chance(0.2)) text += gap(1) + kept('<!-- nothing here -->')
  }
  return { text: `${text}${gap(0)}</policies>${random.pick(['', '\n', '<!-- last -->', '  \r\n'])}`, foreign }
}

/** A document with pieces cut out, doubled and put elsewhere: mostly malformed. */
export function randomGarbage(random: Random): string {
  let { text } = randomPolicy(random, { credentials: true })
  const pieces = [
    '<',
    '>',
    '"',
    "'",
    '@(',
    '@{',
    '&',
    '/>',
    '</',
    '<!--',
    '-->',
    '<![CDATA[',
    '$"{',
    '\0',
    '\uD800',
  ]
  for (let edits = 1 + random.below(6); edits > 0; edits -= 1) {
    const at = random.below(text.length + 1)
    const to = Math.min(text.length, at + random.below(30))
    const inserted = random.chance(0.5)
      ? (pieces[random.below(pieces.length)] ?? '')
      : text.slice(at, to).repeat(2)
    text = text.slice(0, at) + inserted + text.slice(random.chance(0.5) ? to : at)
  }
  return text
}
