/**
 * Microsoft's contract as Prism's mock needs it. Where the contract has no example Prism makes an answer up from the
 * schema, and two things that it makes up are of no use:
 *
 * - a next page called `string`: there is none;
 * - a subnet called `string`, which is not of the pattern that the contract asks for, so that Prism refuses its own
 *   answer: the pattern goes.
 */
interface Schema {
  properties?: Record<string, { example?: string; pattern?: string }>
}

/** @param document the contract, as JSON. @returns the same for the mock */
export const mockDocument = (document: string): string => {
  const contract = JSON.parse(document) as { components: { schemas: Record<string, Schema> } }
  for (const { properties = {} } of Object.values(contract.components.schemas)) {
    if (properties['nextLink'] !== undefined) properties['nextLink'].example = ''
    delete properties['subnetResourceId']?.pattern
  }
  return JSON.stringify(contract)
}
