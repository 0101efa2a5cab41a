/**
 * The bill of materials in CycloneDX 1.6. https://cyclonedx.org/docs/1.6/json/
 *
 * Without a serial number and a time, which the format leaves open, so that the same lock file gives the same bill.
 */
import type { ThirdParty } from './packages.ts'

/** https://github.com/package-url/purl-spec: a scope's `@` is written as %40. */
const purlOf = ({ name, version }: Pick<ThirdParty, 'name' | 'version'>): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`

/** `program` is the program's own name, version and licence. */
export function billOfMaterials(
  program: { name: string; version: string; license: string; needs: readonly string[] },
  parties: readonly ThirdParty[],
): object {
  const references = new Map(parties.map((party) => [party.path, purlOf(party)]))
  const dependsOn = (paths: readonly string[]): string[] =>
    [...new Set(paths.map((path) => references.get(path)))].filter((found) => found !== undefined)
  const own = purlOf(program)
  const different = new Map(parties.map((party) => [purlOf(party), party]))
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: program.name,
        version: program.version,
        licenses: [{ license: { id: program.license } }],
      },
    },
    components: [...different].map(([purl, { name, version, license, integrity }]) => ({
      type: name === 'electron' ? 'framework' : 'library',
      'bom-ref': purl,
      name,
      version,
      purl,
      licenses: [{ expression: license }],
      hashes: [{ alg: 'SHA-512', content: hexOf(integrity) }],
    })),
    dependencies: [
      { ref: own, dependsOn: dependsOn(program.needs) },
      ...[...different].map(([ref, { needs }]) => ({ ref, dependsOn: dependsOn(needs) })),
    ],
  }
}

const hexOf = (integrity: string): string =>
  Buffer.from(integrity.replace(/^sha512-/u, ''), 'base64').toString('hex')
