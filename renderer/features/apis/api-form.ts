/** What the API form holds and when it may be sent. The service decides; this spares the way there. */
import type { Api, ApiDraft } from '../../../preload/contract/apis.ts'

export interface ApiForm {
  displayName: string
  path: string
  serviceUrl: string
  trust: TrustChoice
}

/** `kept` is the file that the API has already; `file` is a newly chosen one that main holds. */
export type TrustChoice =
  { kind: 'system' } | { kind: 'kept'; name: string } | { kind: 'file'; fileId: string; name: string }

export type ApiField = 'displayName' | 'path' | 'serviceUrl'

export type ApiFieldProblem =
  | 'name-missing'
  | 'path-characters'
  | 'path-dots'
  | 'path-taken'
  | 'url-missing'
  | 'url-invalid'
  | 'url-scheme'
  | 'url-credentials'
  | 'url-query'

export const emptyForm = (): ApiForm => ({
  displayName: '',
  path: '',
  serviceUrl: '',
  trust: { kind: 'system' },
})

export const formOf = (api: Api): ApiForm => ({
  displayName: api.displayName,
  path: api.path,
  serviceUrl: api.serviceUrl,
  trust: api.trust.kind === 'file' ? { kind: 'kept', name: api.trust.name } : { kind: 'system' },
})

export const draftOf = (form: ApiForm): ApiDraft => ({
  displayName: form.displayName.trim(),
  path: trimPath(form.path),
  serviceUrl: form.serviceUrl.trim(),
  ...(form.trust.kind === 'system' && { trustFileId: null }),
  ...(form.trust.kind === 'file' && { trustFileId: form.trust.fileId }),
})

/** Slashes at either end are how people write a path; the contract has none there. */
export const trimPath = (path: string): string => path.trim().replace(/^\/+|\/+$/g, '')

/** The first problem of each field; `others` are the APIs whose paths are taken. */
export function problemsOf(
  form: ApiForm,
  others: readonly Api[],
): Partial<Record<ApiField, ApiFieldProblem>> {
  const path = pathProblem(trimPath(form.path), others)
  const serviceUrl = urlProblem(form.serviceUrl.trim())
  return {
    ...(form.displayName.trim() === '' && { displayName: 'name-missing' as const }),
    ...(path && { path }),
    ...(serviceUrl && { serviceUrl }),
  }
}

/** RFC 3986: the characters of path segments, without the percent sign, which would make two spellings of one path. */
const segments = /^[\w.~!$&'()*+,;=:@-]+(?:\/[\w.~!$&'()*+,;=:@-]+)*$/

function pathProblem(path: string, others: readonly Api[]): ApiFieldProblem | null {
  if (path !== '' && !segments.test(path)) return 'path-characters'
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return 'path-dots'
  return others.some((api) => api.path === path) ? 'path-taken' : null
}

function urlProblem(text: string): ApiFieldProblem | null {
  if (text === '') return 'url-missing'
  if (!/^https?:\/\//i.test(text)) return 'url-scheme'
  const url = URL.parse(text)
  if (!url) return 'url-invalid'
  if (url.username !== '' || url.password !== '') return 'url-credentials'
  return url.search !== '' || url.hash !== '' ? 'url-query' : null
}
