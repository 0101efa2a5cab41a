import type { Row } from './database.ts'

/** Typed reads of a row's columns. The tables are STRICT, so a wrong type here is a mistake in a query. */

const unexpected = (name: string): TypeError => new TypeError(`unexpected type in column ${name}`)

export const text = (row: Row, name: string): string => {
  const value = row[name]
  if (typeof value !== 'string') throw unexpected(name)
  return value
}

export const textOrNull = (row: Row, name: string): string | null =>
  row[name] === null ? null : text(row, name)

export const integer = (row: Row, name: string): number => {
  const value = row[name]
  if (typeof value !== 'number') throw unexpected(name)
  return value
}

export const bytes = (row: Row, name: string): Uint8Array => {
  const value = row[name]
  if (!(value instanceof Uint8Array)) throw unexpected(name)
  return value
}

/** JSON that this program wrote; the caller says as what. */
export const json = (row: Row, name: string): unknown => JSON.parse(text(row, name))
