/** A distinguished name as a person reads it: what it is called, and the rest. */

export interface NameParts {
  /** The common name without its escapes, or the whole text where there is none. */
  name: string
  /** What remains, as in the certificate; empty where nothing does. */
  rest: string
}

/** Splits at the commas between attributes; RFC 4514, 2.4 escapes those inside a value with a backslash. */
export function attributesOf(distinguishedName: string): readonly string[] {
  return distinguishedName
    .split(/(?<=(?:^|[^\\])(?:\\\\)*),/u)
    .map((part) => part.replace(/,$/u, '').trim())
    .filter((part) => part !== '')
}

export function nameParts(distinguishedName: string): NameParts {
  const attributes = attributesOf(distinguishedName)
  const place = attributes.findIndex((attribute) => /^CN\s*=/iu.test(attribute))
  const commonName = attributes[place]
  if (commonName === undefined) return { name: distinguishedName, rest: '' }
  return {
    name: unescaped(commonName.replace(/^CN\s*=\s*/iu, '')),
    rest: attributes.filter((_, index) => index !== place).join(', '),
  }
}

const unescaped = (value: string): string => value.replace(/\\([ "#+,;<=>\\])/gu, '$1')
