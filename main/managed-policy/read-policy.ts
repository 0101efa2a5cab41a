import type { Management } from '../../preload/contract/managed-policy.ts'
import { readLinuxPolicy } from './linux-policy.ts'
import { readMacosPolicy } from './macos-policy.ts'
import { mergePlaces } from './merge-places.ts'
import type { PolicyPlace } from './merge-places.ts'
import { readWindowsPolicy } from './windows-policy.ts'

/** What the organisation has fixed on this machine, read once at start. Never fails: what cannot be read is told. */
export async function readPolicy(): Promise<Management> {
  return mergePlaces(await placesHere())
}

const placesHere = (): Promise<PolicyPlace[]> | PolicyPlace[] => {
  if (process.platform === 'win32') return readWindowsPolicy()
  return process.platform === 'darwin' ? readMacosPolicy() : readLinuxPolicy()
}
