/** Which page of the help belongs to the screen at an address. */
const pages = [
  ['home', /^\/home/],
  ['map', /^\/certificates\/map/],
  ['bin', /^\/certificates\/bin/],
  ['certificates', /^\/certificates/],
  ['security', /^\/apis\/[^/]+\/security/],
  ['operations', /^\/apis\/[^/]+\/operations/],
  ['policy', /^\/apis\/[^/]+\/policy|^\/all-apis/],
  ['test', /^\/apis\/[^/]+\/test/],
  ['overview', /^\/apis\/[^/]+/],
  ['apis', /^\/apis/],
  ['calls', /^\/calls/],
  ['activity', /^\/activity/],
  ['inspect', /^\/inspect/],
  ['sample', /^\/sample/],
  ['settings', /^\/settings/],
] as const

export type HelpPage = (typeof pages)[number][0]

export const helpPageOf = (path: string): HelpPage => pages.find(([, at]) => at.test(path))?.[0] ?? 'home'
