/** Writes `sbom.cdx.json` and `THIRD-PARTY-NOTICES.txt` to `out/third-party`, from where the packages take them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../commands.ts'
import { notices } from './notices.ts'
import { licenceTexts, thirdParties } from './packages.ts'
import { billOfMaterials } from './sbom.ts'

export function writeThirdParties(): void {
  const folder = join(root, 'out', 'third-party')
  const { name, version, license, dependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license: string; dependencies: Record<string, string> }
  const needs = [...Object.keys(dependencies), 'electron'].map((needed) => `node_modules/${needed}`)
  const parties = thirdParties()
  const bill = billOfMaterials({ name, version, license, needs }, parties)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
  writeFileSync(
    join(folder, 'THIRD-PARTY-NOTICES.txt'),
    notices(parties, (party) => licenceTexts(party)),
  )
}
