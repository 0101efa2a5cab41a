/**
 * Chromium as it comes knows no `app:` scheme, no switch teaches it one, and to a scheme that it does not know it gives
 * an opaque origin, without storage, modules or a policy's 'self'. So `app://warifu/x` is shown to Chromium as
 * `https://warifu.app.invalid/x`, a secure standard origin of its own, and answered from inside: `.invalid` never
 * resolves (RFC 6761, section 6.4). The program is given the `app:` form everywhere; what differs is `location` in
 * the page.
 */

const twin = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9-]*)\.invalid(?=[/?#]|$)/i

export function twinOf(url: string, schemes: readonly string[]): string {
  const { 1: scheme, 2: host } = /^([a-z][a-z0-9-]*):\/\/([^/?#]*)/i.exec(url) ?? []
  if (scheme === undefined || host === undefined || !schemes.includes(scheme.toLowerCase())) return url
  return `https://${host}.${scheme.toLowerCase()}.invalid${url.slice(`${scheme}://${host}`.length)}`
}

export function originalOf(url: string): string {
  return url.replace(twin, (_match, host: string, scheme: string) => `${scheme}://${host}`)
}

/** An origin as Electron states it: for a standard scheme `app://warifu`, with no path. */
export function originOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(originalOf(url))?.[0] ?? 'null'
}

/** A response's headers for the twin: a policy that names the scheme, or a redirect within it, must still hold. */
export function twinHeaders(headers: Headers, schemes: readonly string[]): { name: string; value: string }[] {
  return [...headers].map(([name, value]) => {
    if (name === 'location' || name === 'access-control-allow-origin')
      return { name, value: twinOf(value, schemes) }
    if (!name.startsWith('content-security-policy')) return { name, value }
    const sources = value.split(/(?<=[\s;,])|(?=[\s;,])/)
    return { name, value: sources.map((source) => twinSource(source, schemes)).join('') }
  })
}

function twinSource(source: string, schemes: readonly string[]): string {
  const bare = schemes.find((scheme) => source === `${scheme}:`)
  return bare === undefined ? twinOf(source, schemes) : `https://*.${bare}.invalid`
}
