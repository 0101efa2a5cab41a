/** Every certificate and named value that a policy refers to, wherever: what must not go away while it does. */
import type { CertificateReference } from '../../preload/contract/apis.ts'
import { namesCertificate, normaliseThumbprint, referenceTo, type NamedCertificate } from './credentials.ts'
import { applyEdits } from './edits.ts'
import { attributeOf } from './nodes.ts'
import { scan } from './scanner.ts'
import { decode, encode } from './values.ts'

export { namesCertificate, normaliseThumbprint } from './credentials.ts'

/** `offset` and `length` are of the value alone, without quotes. In an expression it is only a likely reference. */
export type FoundReference = CertificateReference & { offset: number; length: number; inExpression: boolean }

/** C# strings in an expression, with their quotes as they are or as references. */
const stringInExpression = /"([^"\\\r\n]*)"|&quot;((?:(?!&quot;)[^\\\r\n])*)&quot;/g

/**
 * Finds the references in every `authentication-certificate`, also under conditions, in requests of the policy's
 * own and in a document that is broken elsewhere. Of an expression, each string that could be one counts, so that a
 * certificate that is chosen by an expression is not taken for unused.
 */
export function findReferences(text: string): FoundReference[] {
  const found: FoundReference[] = []
  for (const element of scan(text).elements) {
    if (element.name !== 'authentication-certificate') continue
    for (const by of ['thumbprint', 'certificate-id'] as const) {
      const attribute = attributeOf(element, by)
      if (attribute === undefined) continue
      const { start, end } = attribute.value
      const source = text.slice(start, end)
      if (!attribute.expression) {
        found.push({
          ...referenceTo(by, decode(source)),
          offset: start,
          length: end - start,
          inExpression: false,
        })
        continue
      }
      for (const { 1: plain, 2: referenced, 0: whole, index } of source.matchAll(stringInExpression)) {
        const value = plain ?? referenced ?? ''
        if (by === 'thumbprint' && normaliseThumbprint(value) === null) continue
        const offset = start + index + whole.indexOf(value, whole.startsWith('&') ? '&quot;'.length : 1)
        found.push({ ...referenceTo(by, decode(value)), offset, length: value.length, inExpression: true })
      }
    }
  }
  return found
}

/** The names between `{{` and `}}` anywhere in the text, each once. */
export const findNamedValues = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map(([, name = '']) => name)),
]

/** Puts one certificate in another's place, each reference in the form it has (thumbprint or id). */
export function replaceReference(text: string, from: NamedCertificate, to: NamedCertificate): string {
  const edits = findReferences(text)
    .filter((reference) => namesCertificate(reference, from))
    .map(({ by, offset, length }) => ({
      start: offset,
      end: offset + length,
      text: by === 'thumbprint' ? to.thumbprint : encode(to.id),
    }))
  return applyEdits(text, edits)
}
