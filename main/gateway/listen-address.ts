/** The addresses of this machine, and how the gateway listens on one or on all of them. */
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { MachineAddress } from '../../preload/contract/gateway.ts'

/** Those that a client can write into a URL: link-local ones of IPv6 need a zone, which no browser takes. */
export const machineAddresses = (): readonly MachineAddress[] =>
  Object.entries(networkInterfaces()).flatMap(([interfaceName, entries = []]) =>
    entries.filter(({ address }) => !isLinkLocal(address)).map(({ address }) => ({ address, interfaceName })),
  )

/** RFC 4291, 2.5.6: fe80::/10. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/iu.test(address)

/** What to hand to `listen`: without a host Node listens on all addresses, of IPv6 too where the machine has it. */
export const listenHost = (address: string): { host?: string } => (address === 'all' ? {} : { host: address })

/** Where this machine itself calls what listens there, e.g. `http://127.0.0.1:18443`. */
export const urlAt = (address: string, port: number, scheme: 'http' | 'https' = 'http'): string => {
  const host = address === 'all' ? '127.0.0.1' : isIPv6(address) ? `[${address}]` : address
  return `${scheme}://${host}:${port}`
}

/** A socket that takes both families tells IPv4 as `::ffff:192.0.2.1`; a zone is of this machine alone. */
export const clientAddress = (remote: string): string => remote.replace(/^::ffff:(?=[\d.]+$)|%.*$/giu, '')
