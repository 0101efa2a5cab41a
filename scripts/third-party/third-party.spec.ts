import { describe, expect, it } from 'vitest'
import { notices } from './notices.ts'
import { licenceTexts, thirdParties } from './packages.ts'
import type { ThirdParty } from './packages.ts'
import { billOfMaterials } from './sbom.ts'

interface Bill {
  components: { name: string; 'bom-ref': string; hashes: { content: string }[] }[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

const parties = thirdParties()
const program = { name: 'warifu', version: '1.0.0', license: 'MIT', needs: ['node_modules/vue'] }
const bill = billOfMaterials(program, parties) as Bill

const party = (name: string, license: string): ThirdParty => ({
  ...{ name, license, version: '1.0.0', integrity: '', path: `node_modules/${name}`, needs: [] },
})

describe('what of others goes out with the program', () => {
  it('is every production dependency under its own name, and Electron, but no tool', () => {
    const names = parties.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['vue', '@vue/shared', '@github/keytar', 'electron']))
    for (const tool of ['vitest', 'electron-builder', 'typescript']) expect(names).not.toContain(tool)
  })

  it('has a licence, and its text with two known exceptions', () => {
    expect(parties.filter(({ license }) => license === 'NOASSERTION')).toEqual([])
    const without = parties.filter((one) => licenceTexts(one).length === 0).map(({ name }) => name)
    // They say "MIT" in their package.json and bring no text.
    expect([...new Set(without)]).toEqual(['lazy-val', '@vue/devtools-api'])
  })
})

describe('the bill of materials', () => {
  it('names each component once, by its address and with the hash of its content', () => {
    const references = bill.components.map((component) => component['bom-ref'])
    expect(new Set(references).size).toBe(references.length)
    expect(references).toContainEqual(expect.stringMatching(/^pkg:npm\/%40vue\/shared@\d/u))
    for (const { hashes } of bill.components) expect(hashes[0]?.content).toMatch(/^[\da-f]{128}$/u)
  })

  it('leads from the program to what it needs, and never to something it does not list', () => {
    const known = new Set(bill.components.map((component) => component['bom-ref']))
    expect(bill.dependencies[0]).toEqual({
      ref: 'pkg:npm/warifu@1.0.0',
      dependsOn: [expect.stringMatching(/^pkg:npm\/vue@/u)],
    })
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((one) => !known.has(one))).toEqual(
      [],
    )
    const vue = bill.dependencies.find(({ ref }) => ref.startsWith('pkg:npm/vue@'))
    expect(vue?.dependsOn).toContainEqual(expect.stringMatching(/^pkg:npm\/%40vue\/runtime-dom@/u))
  })

  it('is the same for the same lock file', () => {
    expect(billOfMaterials(program, thirdParties())).toEqual(bill)
  })
})

describe('the notices', () => {
  it('give each licence text once, under the names of all who use it', () => {
    const text = notices([party('a', 'MIT'), party('b', 'MIT'), party('c', 'ISC')], ({ license }) => [
      license,
    ])
    expect(text).toContain('a 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nMIT\n')
    expect(text).toContain('c 1.0.0 (ISC)\n\nISC\n')
  })
})
