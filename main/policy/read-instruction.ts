/**
 * Reads one policy element into the instruction that the gateway applies, or says why it does not.
 *
 * Attributes, defaults and sections as in https://learn.microsoft.com/azure/api-management/api-management-policies.
 */
import { isIP } from 'node:net'
import type { PolicySection } from '../../preload/contract/policy-form.ts'
import { normaliseThumbprint, referenceTo } from './credentials.ts'
import { Fields } from './fields.ts'
import type { Instruction, PasswordSource, ReturnResponse, SetHeader } from './instructions.ts'
import type { ElementNode, Finding } from './nodes.ts'
import { elementsIn } from './nodes.ts'
import type { NotAppliedReason } from './not-applied.ts'
import { valueOf } from './values.ts'

/** Exactly one of `instruction` and `because` is there. */
export interface Reading {
  instruction: Instruction | null
  because: NotAppliedReason | null
  findings: readonly Finding[]
}

type Reader = (fields: Fields, element: ElementNode, text: string) => Instruction

interface Policy {
  sections: readonly PolicySection[]
  read: Reader
}

const anywhere: readonly PolicySection[] = ['inbound', 'backend', 'outbound', 'on-error']

const policies: { readonly [Name in Instruction['policy']]: Policy } = {
  'authentication-certificate': { sections: ['inbound'], read: readCertificate },
  'authentication-basic': { sections: ['inbound'], read: readBasic },
  'set-header': { sections: anywhere, read: readSetHeader },
  'set-backend-service': { sections: ['inbound', 'backend'], read: readBackendService },
  'rewrite-uri': { sections: ['inbound'], read: readRewriteUri },
  'check-header': { sections: ['inbound'], read: readCheckHeader },
  'ip-filter': { sections: ['inbound'], read: readIpFilter },
  'return-response': { sections: anywhere, read: readReturnResponse },
}

const isKnown = (name: string): name is Instruction['policy'] => Object.hasOwn(policies, name)

export function readInstruction(text: string, element: ElementNode, section: PolicySection): Reading {
  const { name } = element
  if (!isKnown(name)) return { instruction: null, because: 'not-supported', findings: [] }
  const { sections, read } = policies[name]
  const fields = new Fields(text)
  const instruction = read(fields, element, text)
  const because = sections.includes(section) ? fields.because : 'section'
  return { instruction: because === null ? instruction : null, because, findings: fields.findings }
}

function readCertificate(fields: Fields, element: ElementNode): Instruction {
  const id = fields.optional(element, 'certificate-id')
  const thumbprint = fields.optional(element, 'thumbprint')
  const body = fields.optional(element, 'body')
  if (thumbprint !== null && normaliseThumbprint(thumbprint) === null) {
    fields.invalid(element, 'thumbprint', thumbprint, 'thumbprint-malformed')
  }
  if (body !== null) fields.notSupported()
  if (id === null && thumbprint === null && fields.because === null) fields.missing(element, 'thumbprint')
  const reference =
    id === null ? referenceTo('thumbprint', thumbprint ?? '') : referenceTo('certificate-id', id)
  return { policy: 'authentication-certificate', reference }
}

function readBasic(fields: Fields, element: ElementNode, text: string): Instruction {
  const username = fields.required(element, 'username')
  return { policy: 'authentication-basic', username, password: passwordIn(fields, element, text) }
}

function passwordIn(fields: Fields, element: ElementNode, text: string): PasswordSource {
  const value = valueOf(text, element, 'password')
  return value.kind === 'named-value' && value.name !== null
    ? { kind: 'named-value', name: value.name }
    : { kind: 'literal', value: fields.required(element, 'password') }
}

/** RFC 9110 §5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

function headerName(fields: Fields, element: ElementNode): string {
  const name = fields.required(element, 'name').trim()
  if (fields.because === null && !token.test(name)) fields.invalid(element, 'name', name)
  return name
}

/** The texts of the `<value>` elements. Control characters, which no header can hold (RFC 9110 §5.5), are refused. */
function headerValues(fields: Fields, element: ElementNode): string[] {
  return elementsIn(element)
    .filter(({ name }) => name === 'value')
    .map((value) => {
      const text = fields.content(value).trim()
      if (/[^\t\x20-\x7E\x80-\uFFFF]/.test(text)) fields.invalid(value, null, text)
      return text
    })
}

function readSetHeader(fields: Fields, element: ElementNode): SetHeader {
  const existsAction = fields.oneOf(
    element,
    'exists-action',
    ['override', 'skip', 'append', 'delete'],
    'override',
  )
  const name = headerName(fields, element)
  const values = existsAction === 'delete' ? [] : headerValues(fields, element)
  if (existsAction !== 'delete' && values.length === 0) fields.missing(element, 'value')
  return { policy: 'set-header', name, existsAction, values }
}

function readBackendService(fields: Fields, element: ElementNode): Instruction {
  if (fields.optional(element, 'backend-id') !== null) fields.notSupported()
  const baseUrl = (fields.because === null ? fields.required(element, 'base-url') : '').trim()
  if (fields.because === null && !isServiceUrl(baseUrl)) fields.invalid(element, 'base-url', baseUrl)
  return { policy: 'set-backend-service', baseUrl }
}

const isServiceUrl = (text: string): boolean =>
  ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.username === ''

function readRewriteUri(fields: Fields, element: ElementNode): Instruction {
  const template = fields.required(element, 'template').trim()
  const copy = fields.oneOf(element, 'copy-unmatched-params', ['true', 'false'], 'true')
  return { policy: 'rewrite-uri', template, copyUnmatchedParams: copy === 'true' }
}

function readCheckHeader(fields: Fields, element: ElementNode): Instruction {
  return {
    policy: 'check-header',
    name: headerName(fields, element),
    values: headerValues(fields, element),
    ignoreCase: fields.oneOf(element, 'ignore-case', ['true', 'false']) === 'true',
    failedCheckHttpCode: fields.number(element, 'failed-check-httpcode', 200, 599),
    failedCheckErrorMessage: fields.required(element, 'failed-check-error-message'),
  }
}

function readIpFilter(fields: Fields, element: ElementNode): Instruction {
  const action = fields.oneOf(element, 'action', ['allow', 'forbid'])
  const addresses: string[] = []
  const ranges: { from: string; to: string }[] = []
  for (const child of elementsIn(element)) {
    if (child.name === 'address') {
      const address = fields.content(child).trim()
      if (fields.because === null && isIP(address) === 0) fields.invalid(child, null, address)
      addresses.push(address)
    } else if (child.name === 'address-range') {
      const from = fields.required(child, 'from').trim()
      const to = fields.required(child, 'to').trim()
      if (fields.because === null && isIP(from) === 0) fields.invalid(child, 'from', from)
      if (fields.because === null && isIP(to) !== isIP(from)) fields.invalid(child, 'to', to)
      ranges.push({ from, to })
    } else fields.notSupported()
  }
  return { policy: 'ip-filter', action, addresses, ranges }
}

/** Without `set-status` the answer is 200, as in Azure. */
function readReturnResponse(fields: Fields, element: ElementNode): Instruction {
  let status: ReturnResponse['status'] = { code: 200, reason: null }
  const headers: SetHeader[] = []
  let body: string | null = null
  if (fields.optional(element, 'response-variable-name') !== null) fields.notSupported()
  for (const child of elementsIn(element)) {
    switch (child.name) {
      case 'set-status':
        status = { code: fields.number(child, 'code', 200, 599), reason: fields.optional(child, 'reason') }
        break
      case 'set-header':
        headers.push(readSetHeader(fields, child))
        break
      case 'set-body':
        if (child.attributes.length > 0) fields.notSupported()
        body = fields.content(child)
        break
      default:
        fields.notSupported()
    }
  }
  return { policy: 'return-response', status, headers, body }
}
