import { cloudEndpoints } from '../../../preload/contract/connections.ts'
import type { Cloud } from '../../../preload/contract/connections.ts'

/** Whose endpoint it is. */
export const cloudOf = (endpoint: string): Cloud | 'custom' =>
  (Object.keys(cloudEndpoints) as Cloud[]).find((cloud) => cloudEndpoints[cloud] === endpoint) ?? 'custom'
