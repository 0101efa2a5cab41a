/** The names of this computer as an editable text, one on each line. */
import { gatewayHostsMost } from '../../../preload/contract/gateway.ts'

export type HostsProblem = { kind: 'invalid'; name: string } | { kind: 'too-many' }

/** RFC 1123, 2.1. */
const hostName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/** The names in what was typed, each once, or what speaks against it. Commas and full-width letters will do. */
export function hostsIn(typed: string): { hosts: readonly string[] } | { problem: HostsProblem } {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,、]+/u)
  const hosts = [...new Set(words.filter((word) => word !== ''))]
  const invalid = hosts.find((name) => !hostName.test(name))
  if (invalid !== undefined) return { problem: { kind: 'invalid', name: invalid } }
  if (hosts.length > gatewayHostsMost) return { problem: { kind: 'too-many' } }
  return { hosts }
}
