/**
 * A policy's two spellings. In `rawxml`, which is what the workspace keeps, C# expressions stand as they are; in
 * `xml` they are escaped, so that the document is well-formed
 * (https://learn.microsoft.com/rest/api/apimanagement/api-policy, `format`). Only expressions differ.
 */
import { applyEdits } from './edits.ts'
import type { Edit } from './edits.ts'
import type { PolicyNode, Span } from './nodes.ts'
import { scan } from './scanner.ts'
import { decode } from './values.ts'

/** @param text a policy in either spelling; what is escaped already stays so. @returns it in `xml` */
export const toXmlFormat = (text: string): string =>
  rewriteExpressions(text, (source, quote) => {
    const escaped = source.replace(bareAmpersand, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    return quote === null ? escaped : escaped.replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')
  })

/** @param text a policy in `xml`. @returns it in `rawxml` */
export const fromXmlFormat = (text: string): string => rewriteExpressions(text, (source) => decode(source))

const bareAmpersand = /&(?!(?:#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|apos|quot);)/g

/** `quote` is what an attribute's value stands in; null for an expression that is an element's text. */
type Rewrite = (source: string, quote: '"' | "'" | null) => string

const rewriteExpressions = (text: string, rewrite: Rewrite): string => {
  const { nodes, elements } = scan(text)
  const edit = (span: Span, quote: '"' | "'" | null): Edit => ({
    ...span,
    text: rewrite(text.slice(span.start, span.end), quote),
  })
  const inText = (siblings: readonly PolicyNode[]): Edit[] =>
    siblings.flatMap((node) => (node.kind === 'text' && node.expression ? [edit(node.span, null)] : []))
  return applyEdits(text, [
    ...inText(nodes),
    ...elements.flatMap(({ attributes, children }) => [
      ...attributes.flatMap(({ expression, value, quote }) => (expression ? [edit(value, quote)] : [])),
      ...inText(children),
    ]),
  ])
}
