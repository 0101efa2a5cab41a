/** The URL template of an OpenAPI path: its parameters renamed where needed, and what its query must hold. */

/** A whole segment that stands for any rest, as gateways write it: `{*path}`, `{path*}`, `{+path}`, `{proxy+}`. */
const anyRest = /^\{(?:[*+]([^{}*+]*)|([^{}*+]+)[*+])\}$/

/**
 * As Azure's import does by default, each required query parameter becomes a part of the template. Names are unique in
 * a template, which they need not be in OpenAPI, and may hold less: `{order id}` becomes `{order_id}`, the query's
 * `id` beside the path's becomes `{id2}`.
 */
export const importTemplate = (path: string, requiredQuery: readonly string[]): string => {
  const taken = new Set<string>()
  const parameter = (name: string): string => {
    const usable =
      name
        .trim()
        .replace(/[^\p{L}\p{N}_.-]+/gu, '_')
        .replace(/^_+|_+$/g, '') || 'parameter'
    for (let count = 1; ; count++) {
      const free = count === 1 ? usable : `${usable}${count}`
      if (taken.has(free.toLowerCase())) continue
      taken.add(free.toLowerCase())
      return free
    }
  }
  const [own = '', ...queries] = path.split('?')
  const segments = own.split('/').map((segment) => {
    const rest = anyRest.exec(segment)
    if (rest !== null) return `{*${parameter(rest[1] || rest[2] || 'rest')}}`
    return segment.replace(/\{([^{}]*)\}/g, (_whole, name: string) => `{${parameter(name)}}`)
  })
  const written = queries
    .join('?')
    .replace(/\{([^{}]*)\}/g, (_whole, name: string) => `{${parameter(name)}}`)
    .split('&')
    .filter(Boolean)
  const present = new Set(written.map((pair) => pair.split('=')[0]?.toLowerCase()))
  const added = requiredQuery
    .filter((name) => name !== '' && !present.has(encodeURIComponent(name).toLowerCase()))
    .map((name) => `${encodeURIComponent(name)}={${parameter(name)}}`)
  const query = [...written, ...added].join('&')
  return `${segments.join('/')}${query === '' ? '' : `?${query}`}`
}
