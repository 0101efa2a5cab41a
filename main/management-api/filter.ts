/**
 * The part of OData's `$filter` that the contract names for lists: `eq ne gt ge lt le`, `contains`, `substringof`,
 * `startswith`, `endswith`, joined by `and`, `or`, `not` and brackets. Texts are compared without regard to case.
 */
import { invalid } from './rest-failure.ts'

export type FieldValue = string | boolean | Date

/** How each field that can be asked for is read. */
export type Fields<Entity> = Readonly<Record<string, (entity: Entity) => FieldValue>>

export type Predicate<Entity> = (entity: Entity) => boolean

/** Long enough for anything written by hand; brackets nest no deeper than that either. */
const longestFilter = 2_000

const tokens = /\s*(?:(datetime)?'((?:[^']|'')*)'|([(),])|([A-Za-z_][\w/]*)|([0-9][\w:.+-]*))/y

type Token = { kind: 'text' | 'sign' | 'name' | 'number'; text: string }

/** Fails with 400 that says what was not understood. */
export const parseFilter = <Entity>(filter: string, fields: Fields<Entity>): Predicate<Entity> => {
  if (filter.length > longestFilter) throw refuse('it is too long')
  return new FilterParser(tokenise(filter), fields).parse()
}

const refuse = (why: string) => invalid('$filter', `The filter cannot be used: ${why}.`)

const tokenise = (filter: string): Token[] => {
  const found: Token[] = []
  const source = filter.trimEnd()
  tokens.lastIndex = 0
  while (tokens.lastIndex < source.length) {
    const at = tokens.lastIndex
    const match = tokens.exec(source)
    if (match === null) throw refuse(`nothing known stands at character ${at + 1}`)
    const [, , text, sign, name, number] = match
    if (text !== undefined) found.push({ kind: 'text', text: text.replaceAll("''", "'") })
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign })
    else if (name !== undefined) found.push({ kind: 'name', text: name })
    else found.push({ kind: 'number', text: number ?? '' })
  }
  return found
}

const functions: Readonly<Record<string, (whole: string, part: string) => boolean>> = {
  contains: (whole, part) => whole.includes(part),
  startswith: (whole, part) => whole.startsWith(part),
  endswith: (whole, part) => whole.endsWith(part),
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
}

class FilterParser<Entity> {
  readonly #tokens: readonly Token[]
  readonly #fields: Fields<Entity>
  #at = 0

  constructor(tokenList: readonly Token[], fields: Fields<Entity>) {
    this.#tokens = tokenList
    this.#fields = fields
  }

  parse(): Predicate<Entity> {
    const predicate = this.#either()
    if (this.#at < this.#tokens.length) throw refuse(`nothing may follow before ${this.#peek()}`)
    return predicate
  }

  #either(): Predicate<Entity> {
    const parts = [this.#both()]
    while (this.#accept('or')) parts.push(this.#both())
    return (entity) => parts.some((part) => part(entity))
  }

  #both(): Predicate<Entity> {
    const parts = [this.#one()]
    while (this.#accept('and')) parts.push(this.#one())
    return (entity) => parts.every((part) => part(entity))
  }

  #one(): Predicate<Entity> {
    if (this.#accept('not')) {
      const refused = this.#one()
      return (entity) => !refused(entity)
    }
    if (this.#accept('(')) {
      const inner = this.#either()
      this.#expect(')')
      return inner
    }
    const name = this.#next('name')
    return this.#accept('(') ? this.#call(name) : this.#comparison(name)
  }

  #call(name: string): Predicate<Entity> {
    const lower = name.toLowerCase()
    // OData 3's `substringof` has the part first.
    const partFirst = lower === 'substringof'
    const test = functions[partFirst ? 'contains' : lower]
    if (test === undefined) throw refuse(`there is no function ${name}`)
    let part = partFirst ? this.#next('text') : ''
    if (partFirst) this.#expect(',')
    const read = this.#field(this.#next('name'))
    if (!partFirst) {
      this.#expect(',')
      part = this.#next('text')
    }
    this.#expect(')')
    const wanted = part.toLowerCase()
    return (entity) => test(asText(read(entity)).toLowerCase(), wanted)
  }

  #comparison(name: string): Predicate<Entity> {
    const read = this.#field(name)
    const operator = this.#next('name')
    const holds = comparisons[operator.toLowerCase()]
    if (holds === undefined) throw refuse(`there is no operator ${operator}`)
    const literal = this.#tokens[this.#at]?.text
    if (literal === undefined) throw refuse('a value is missing at its end')
    this.#at += 1
    const order = ordering(name, literal)
    return (entity) => holds(order(read(entity)))
  }

  #field(name: string): (entity: Entity) => FieldValue {
    const read = this.#fields[name.replace(/^properties\//, '')]
    if (read === undefined) throw refuse(`there is no field ${name}`)
    return read
  }

  #peek(): string {
    return this.#tokens[this.#at]?.text ?? 'its end'
  }

  #accept(word: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.kind === 'text' || token.text.toLowerCase() !== word) return false
    this.#at += 1
    return true
  }

  #expect(word: string): void {
    if (!this.#accept(word)) throw refuse(`${word} is missing before ${this.#peek()}`)
  }

  #next(kind: Token['kind']): string {
    const token = this.#tokens[this.#at]
    if (token?.kind !== kind) throw refuse(`a ${kind} is missing before ${this.#peek()}`)
    this.#at += 1
    return token.text
  }
}

const asText = (value: FieldValue): string => (value instanceof Date ? value.toISOString() : String(value))

/** How a field's value stands to a literal: below, equal or above. */
const ordering = (field: string, literal: string): ((value: FieldValue) => number) => {
  const wanted = literal.toLowerCase()
  const time = Date.parse(literal)
  return (value) => {
    if (!(value instanceof Date)) {
      const own = String(value).toLowerCase()
      return own === wanted ? 0 : own < wanted ? -1 : 1
    }
    if (Number.isNaN(time)) throw refuse(`${field} is compared with a date and time only`)
    return value.getTime() - time
  }
}
