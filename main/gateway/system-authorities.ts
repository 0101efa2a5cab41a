/** The authorities that back ends are trusted by when the API names none of its own. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

let trusted = false

/**
 * Trusts the operating system's store and Node's own list, for this thread. The system's store holds the company's
 * own authorities; Node's list is there because Windows fetches public ones into its store only when first needed.
 * Set as the default they are read once and shared by every connection; reading them takes about a tenth of a second,
 * so it is done when first needed.
 */
export const trustSystemAuthorities = (): void => {
  if (trusted) return
  trusted = true
  let system: string[]
  try {
    system = getCACertificates('system')
  } catch {
    // A store that cannot be read leaves the public authorities; what it would have added is told as not trusted.
    return
  }
  setDefaultCACertificates([...new Set([...system, ...getCACertificates('default')])])
}
