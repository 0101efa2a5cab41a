/** A configuration profile of macOS with the sample policy, to be edited and distributed by an MDM. */
import { build } from 'plist'
import { samplePolicy } from './samples.ts'

/** Made once; whoever distributes a profile of their own makes their own. */
const profileId = '6D1B0C1E-5B77-4C0E-9C7C-0B9C3A6B7F11'
const payloadId = 'B3F0A9A2-8D8B-4C64-8E0A-2C5B0E6F4D27'

export const writeMobileconfig = (): string =>
  `${build({
    PayloadContent: [
      {
        PayloadType: 'jp.warifu.console',
        PayloadVersion: 1,
        PayloadIdentifier: `jp.warifu.console.policy.${payloadId}`,
        PayloadUUID: payloadId,
        PayloadDisplayName: 'Warifu',
        ...mutable(samplePolicy),
      },
    ],
    PayloadDisplayName: 'Warifu',
    PayloadIdentifier: 'jp.warifu.console.policy',
    PayloadRemovalDisallowed: true,
    PayloadScope: 'System',
    PayloadType: 'Configuration',
    PayloadUUID: profileId,
    PayloadVersion: 1,
  })}\n`

type Value = string | number | boolean | (string | number)[]

const mutable = (policy: object): Record<string, Value> =>
  JSON.parse(JSON.stringify(policy)) as Record<string, Value>
