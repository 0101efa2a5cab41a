/**
 * The policies that this gateway applies, as the editor offers them: elements, their attributes and, where there
 * is a closed set, the values. Names follow https://learn.microsoft.com/azure/api-management/api-management-policies.
 */

type Attributes = Readonly<Record<string, readonly string[]>>

interface PolicyElement {
  attributes: Attributes
  /** What is written after `<`; `${}` is where the typing goes on. */
  written: string
}

export const policyElements = {
  base: { attributes: {}, written: 'base />' },
  'authentication-certificate': {
    attributes: { thumbprint: [], 'certificate-id': [] },
    written: 'authentication-certificate thumbprint="${}" />',
  },
  'authentication-basic': {
    attributes: { username: [], password: [] },
    written: 'authentication-basic username="${}" password="" />',
  },
  'set-header': {
    attributes: { name: [], 'exists-action': ['override', 'skip', 'append', 'delete'] },
    written: 'set-header name="${}" exists-action="override">\n\t<value></value>\n</set-header>',
  },
  'set-backend-service': {
    attributes: { 'base-url': [] },
    written: 'set-backend-service base-url="${}" />',
  },
  'rewrite-uri': {
    attributes: { template: [], 'copy-unmatched-params': ['true', 'false'] },
    written: 'rewrite-uri template="${}" />',
  },
  'check-header': {
    attributes: {
      name: [],
      'failed-check-httpcode': ['401', '403'],
      'failed-check-error-message': [],
      'ignore-case': ['true', 'false'],
    },
    written:
      'check-header name="${}" failed-check-httpcode="401" failed-check-error-message="Not authorized" ignore-case="false" />',
  },
  'return-response': {
    attributes: {},
    written: 'return-response>\n\t<set-status code="${}" />\n</return-response>',
  },
  'ip-filter': {
    attributes: { action: ['allow', 'forbid'] },
    written: 'ip-filter action="${}">\n\t<address></address>\n</ip-filter>',
  },
} as const satisfies Readonly<Record<string, PolicyElement>>

export type PolicyElementName = keyof typeof policyElements

export const isPolicyElement = (name: string): name is PolicyElementName =>
  Object.hasOwn(policyElements, name)

export const attributesOf = (name: string): Attributes =>
  isPolicyElement(name) ? policyElements[name].attributes : {}
