/**
 * What this gateway applies of a policy, as the editor offers it: elements, where they may stand, their attributes
 * and, where there is a closed set, the values. Names follow
 * https://learn.microsoft.com/azure/api-management/api-management-policies.
 */

type Attributes = Readonly<Record<string, readonly string[]>>

interface PolicyElement {
  /** The elements that it may stand in; control flow between does not count. */
  within: readonly string[]
  attributes: Attributes
  /** What is written after `<`; `${}` is where the typing goes on. */
  written: string
}

const sections = ['inbound', 'backend', 'outbound', 'on-error']

export const policyElements = {
  policies: {
    within: [],
    attributes: {},
    written:
      'policies>\n\t<inbound>\n\t\t<base />${}\n\t</inbound>\n\t<backend>\n\t\t<base />\n\t</backend>\n\t<outbound>\n\t\t<base />\n\t</outbound>\n\t<on-error>\n\t\t<base />\n\t</on-error>\n</policies>',
  },
  inbound: { within: ['policies'], attributes: {}, written: 'inbound>\n\t<base />${}\n</inbound>' },
  backend: { within: ['policies'], attributes: {}, written: 'backend>\n\t<base />${}\n</backend>' },
  outbound: { within: ['policies'], attributes: {}, written: 'outbound>\n\t<base />${}\n</outbound>' },
  'on-error': { within: ['policies'], attributes: {}, written: 'on-error>\n\t<base />${}\n</on-error>' },
  base: { within: sections, attributes: {}, written: 'base />' },
  'authentication-certificate': {
    within: ['inbound'],
    attributes: { thumbprint: [], 'certificate-id': [] },
    written: 'authentication-certificate thumbprint="${}" />',
  },
  'authentication-basic': {
    within: ['inbound'],
    attributes: { username: [], password: [] },
    written: 'authentication-basic username="${}" password="" />',
  },
  'set-header': {
    within: [...sections, 'return-response'],
    attributes: { name: [], 'exists-action': ['override', 'skip', 'append', 'delete'] },
    written: 'set-header name="${}" exists-action="override">\n\t<value></value>\n</set-header>',
  },
  'set-backend-service': {
    within: ['inbound', 'backend'],
    attributes: { 'base-url': [] },
    written: 'set-backend-service base-url="${}" />',
  },
  'rewrite-uri': {
    within: ['inbound'],
    attributes: { template: [], 'copy-unmatched-params': ['true', 'false'] },
    written: 'rewrite-uri template="${}" />',
  },
  'check-header': {
    within: ['inbound'],
    attributes: {
      name: [],
      'failed-check-httpcode': ['401', '403'],
      'failed-check-error-message': [],
      'ignore-case': ['true', 'false'],
    },
    written:
      'check-header name="${}" failed-check-httpcode="401" failed-check-error-message="Not authorized" ignore-case="false">\n\t<value></value>\n</check-header>',
  },
  'return-response': {
    within: sections,
    attributes: {},
    written: 'return-response>\n\t<set-status code="${}" />\n</return-response>',
  },
  'ip-filter': {
    within: ['inbound'],
    attributes: { action: ['allow', 'forbid'] },
    written: 'ip-filter action="${}">\n\t<address></address>\n</ip-filter>',
  },
  value: { within: ['set-header', 'check-header'], attributes: {}, written: 'value>${}</value>' },
  address: { within: ['ip-filter'], attributes: {}, written: 'address>${}</address>' },
  'address-range': {
    within: ['ip-filter'],
    attributes: { from: [], to: [] },
    written: 'address-range from="${}" to="" />',
  },
  'set-status': {
    within: ['return-response'],
    attributes: { code: ['200', '204', '400', '401', '403', '404', '429', '503'], reason: [] },
    written: 'set-status code="${}" />',
  },
  'set-body': { within: ['return-response'], attributes: {}, written: 'set-body>${}</set-body>' },
} as const satisfies Readonly<Record<string, PolicyElement>>

export type PolicyElementName = keyof typeof policyElements

export const policyElementNames = Object.keys(policyElements) as readonly PolicyElementName[]

export const isPolicyElement = (name: string): name is PolicyElementName =>
  Object.hasOwn(policyElements, name)

export const attributesOf = (name: string): Attributes =>
  isPolicyElement(name) ? policyElements[name].attributes : {}

/**
 * What may stand right in the elements that are open at a place, outermost first: of those, the innermost that is
 * known decides, and where none is known anything may.
 */
export function elementsWithin(open: readonly string[]): readonly PolicyElementName[] {
  const known = open.findLast(isPolicyElement)
  if (known === undefined) return open.length === 0 ? ['policies'] : policyElementNames
  return policyElementNames.filter((name) => {
    const places: readonly string[] = policyElements[name].within
    return places.includes(known)
  })
}
