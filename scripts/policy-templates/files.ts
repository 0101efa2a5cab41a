/** Every file in docs/policies, made from the one list of settings and the window's own words. */
import { en, ja } from '../../renderer/locales/all.ts'
import { writeAdml, writeAdmx } from './admx.ts'
import { writeMobileconfig } from './mobileconfig.ts'
import { samplePolicy } from './samples.ts'

/** By their paths below docs/policies. */
export const policyFiles = (): Readonly<Record<string, string>> => ({
  'windows/warifu.admx': writeAdmx(),
  'windows/en-US/warifu.adml': writeAdml(en, 'Warifu 0.1 and later'),
  'windows/ja-JP/warifu.adml': writeAdml(ja, 'Warifu 0.1 以降'),
  'macos/warifu.mobileconfig': writeMobileconfig(),
  'linux/policy.json': `${JSON.stringify(samplePolicy, null, 2)}\n`,
})
