/**
 * What the page may load and run: its own files, and nothing else. No inline script or style, no eval, no network.
 * Apart from Electron, so that pictures and specs put the built page under the very same policy.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
