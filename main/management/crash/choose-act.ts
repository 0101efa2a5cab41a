import type { Model, ModelAct } from './model.ts'
import { pick } from './random.ts'
import type { Random } from './random.ts'

const paths = ['orders', 'stock', 'parts']

/** Everything that the service would not refuse in this state. */
const possible = (model: Model, names: readonly string[], random: Random): ModelAct[] => {
  const kept = Object.keys(model.certificates)
  const inBin = Object.keys(model.bin)
  const usable = names.filter((name) => !inBin.includes(name))
  const absent = usable.filter((name) => !kept.includes(name))
  const apis = Object.entries(model.apis)
  const bound = apis.flatMap(([, presented]) => (presented.kind === 'mutual' ? [presented.name] : []))
  const acts: ModelAct[] = [
    ...absent.slice(0, 2).map((name) => ({ act: 'upload' as const, name })),
    ...kept.filter((name) => !bound.includes(name)).map((name) => ({ act: 'delete' as const, name })),
    ...inBin.flatMap((name) => [
      { act: 'restore' as const, name },
      { act: 'purge' as const, name },
    ]),
    ...kept
      .filter((name) => (model.certificates[name]?.replacedBy ?? null) !== null)
      .map((name) => ({ act: 'roll-back' as const, name })),
    ...paths.filter((path) => !(path in model.apis)).map((path) => ({ act: 'add-api' as const, path })),
    ...apis.slice(2).map(([path]) => ({ act: 'remove-api' as const, path })),
  ]
  for (const old of kept) {
    const others = usable.filter((name) => name !== old)
    if (others.length > 0) acts.push({ act: 'replace', old, name: pick(random, others) })
  }
  for (const [path] of apis) {
    acts.push({ act: 'present', path, presented: { kind: 'none' } })
    acts.push({ act: 'present', path, presented: { kind: 'basic', password: `p${random(1_000)}` } })
    acts.push(...kept.map((name) => ({ act: 'present' as const, path, presented: mutual(name) })))
  }
  return acts
}

const mutual = (name: string) => ({ kind: 'mutual' as const, name })

/** First a kind of act, so that those with many objects are not chosen all the time; then one of them. */
export const chooseAct = (model: Model, names: readonly string[], random: Random): ModelAct => {
  const acts = possible(model, names, random)
  const kind = pick(random, [...new Set(acts.map(({ act }) => act))])
  return pick(
    random,
    acts.filter(({ act }) => act === kind),
  )
}
