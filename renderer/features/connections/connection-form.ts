/** What one fills in to reach a service, and what main takes of it (preload/contract/connection-schemas.ts). */
import { cloudEndpoints } from '../../../preload/contract/connections.ts'
import type { Cloud, ConnectionAccess, ServicePlace } from '../../../preload/contract/connections.ts'
import { allowsHost } from '../../../preload/contract/managed-policy.ts'
import { cloudOf } from './cloud.ts'

export type SignInWay = 'browser' | 'device-code' | 'token'

export interface AccessForm {
  cloud: Cloud | 'custom'
  way: SignInWay
  tenant: string
  clientId: string
  /** Of a custom endpoint. */
  endpoint: string
}

export const emptyAccess = (): AccessForm => ({
  cloud: 'public',
  way: 'browser',
  tenant: 'organizations',
  clientId: '',
  endpoint: '',
})

export function formOfAccess(access: ConnectionAccess): AccessForm {
  if (access.kind === 'entra') {
    const { cloud, tenant, clientId } = access
    return { ...emptyAccess(), cloud, tenant, clientId }
  }
  const cloud = cloudOf(access.endpoint)
  return { ...emptyAccess(), way: 'token', cloud, endpoint: cloud === 'custom' ? access.endpoint : '' }
}

/** A test server gives its own tokens; nobody signs in to it. */
export const waysOf = (cloud: AccessForm['cloud']): readonly SignInWay[] =>
  cloud === 'custom' ? ['token'] : ['browser', 'device-code', 'token']

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const loopback = ['localhost', '127.0.0.1', '[::1]']

/** The origin of what was typed; null where a token must not be sent there. */
export function originOf(typed: string): string | null {
  const url = URL.parse(typed.trim())
  if (!url || url.username !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') return null
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname))
  return safe ? url.origin : null
}

export type AccessField = 'tenant' | 'clientId' | 'endpoint' | 'token'

/** The fields that keep it from being sent. */
export function problemsOfAccess(form: AccessForm, token: string): readonly AccessField[] {
  const problems: AccessField[] = []
  if (form.cloud === 'custom' && originOf(form.endpoint) === null) problems.push('endpoint')
  if (form.way === 'token') return token.trim() === '' ? [...problems, 'token'] : problems
  if (!/^[a-z0-9][a-z0-9.-]{0,252}$/i.test(form.tenant.trim())) problems.push('tenant')
  if (!guid.test(form.clientId.trim())) problems.push('clientId')
  return problems
}

/** Of a form without problems. */
export function accessOf({ cloud, way, tenant, clientId, endpoint }: AccessForm): ConnectionAccess {
  if (cloud === 'custom') return { kind: 'token', endpoint: originOf(endpoint) ?? '' }
  if (way === 'token') return { kind: 'token', endpoint: cloudEndpoints[cloud] }
  return { kind: 'entra', cloud, tenant: tenant.trim(), clientId: clientId.trim() }
}

/** What is no address yet leads nowhere that could be allowed. */
export function isAllowed(endpoint: string, allowed: readonly string[] | undefined): boolean {
  const url = URL.parse(endpoint)
  return url === null ? allowed === undefined : allowsHost(allowed, url)
}

const resourceId =
  /^\/?subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ApiManagement\/service\/([^/]+)\/?$/i

/** From a resource ID as the Azure portal shows it; null where it is none of an API Management service. */
export function placeOf(typed: string): ServicePlace | null {
  const [, subscriptionId = '', resourceGroup = '', service = ''] = resourceId.exec(typed.trim()) ?? []
  const valid =
    guid.test(subscriptionId) &&
    /^[^/\\?#%\p{Cc}]{1,90}$/u.test(resourceGroup) &&
    /^[a-z](?:[a-z0-9-]{0,48}[a-z0-9])?$/i.test(service)
  return valid ? { subscriptionId, resourceGroup, service } : null
}

/** As the portal shows it. */
export const resourceIdOf = ({ subscriptionId, resourceGroup, service }: ServicePlace): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ApiManagement/service/${service}`
