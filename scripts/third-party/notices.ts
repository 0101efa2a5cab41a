/** The licences of what the program is made of, as their authors ask: their own texts, passed on with it. */
import type { ThirdParty } from './packages.ts'

const line = '-'.repeat(80)

/** One text for reading; packages with the very same texts stand together. */
export function notices(parties: readonly ThirdParty[], textsOf: (party: ThirdParty) => string[]): string {
  const groups = new Map<string, string[]>()
  for (const party of parties) {
    const text = textsOf(party).join('\n\n')
    const name = `${party.name} ${party.version} (${party.license})`
    groups.set(text, [...new Set([...(groups.get(text) ?? []), name])])
  }
  const sections = [...groups].map(([text, names]) =>
    [names.join('\n'), '', text || 'The package brings no licence text of its own.'].join('\n'),
  )
  return ['Warifu contains the following software of others.', ...sections].join(`\n\n${line}\n\n`) + '\n'
}
