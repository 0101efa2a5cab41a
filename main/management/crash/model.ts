/** What a workspace should hold after each act: the yardstick of the crash test, kept outside of what it kills. */

/** What an API presents, with certificates by name. */
export type Presented =
  { kind: 'none' } | { kind: 'basic'; password: string } | { kind: 'mutual'; name: string }

export interface Model {
  /** Certificates by common name: which one took their place, if any, and at which paths. */
  certificates: Readonly<Record<string, ModelCertificate>>
  /** Those that were deleted; a name is in one of the two at a time. */
  bin: Readonly<Record<string, ModelCertificate>>
  /** What APIs present, by path. */
  apis: Readonly<Record<string, Presented>>
}

export interface ModelCertificate {
  replacedBy: string | null
  replacedAt: readonly string[]
}

export type ModelAct =
  | { act: 'upload'; name: string }
  | { act: 'delete'; name: string }
  | { act: 'restore'; name: string }
  | { act: 'purge'; name: string }
  | { act: 'replace'; old: string; name: string }
  | { act: 'roll-back'; name: string }
  | { act: 'add-api'; path: string }
  | { act: 'remove-api'; path: string }
  | { act: 'present'; path: string; presented: Presented }

export const emptyModel: Model = { certificates: {}, bin: {}, apis: {} }

const without = <Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))

const current: ModelCertificate = { replacedBy: null, replacedAt: [] }

const mapped = <Value>(record: Readonly<Record<string, Value>>, change: (value: Value) => Value) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

const names = (apis: Model['apis'], name: string): string[] =>
  Object.entries(apis).flatMap(([path, presented]) =>
    presented.kind === 'mutual' && presented.name === name ? [path] : [],
  )

const rebound = (apis: Model['apis'], paths: readonly string[], name: string): Model['apis'] => ({
  ...apis,
  ...Object.fromEntries(paths.map((path) => [path, { kind: 'mutual', name }])),
})

export const applied = (model: Model, act: ModelAct): Model => {
  const { certificates, bin, apis } = model
  switch (act.act) {
    case 'upload':
      return { ...model, certificates: { ...certificates, [act.name]: current } }
    case 'delete':
      return {
        ...model,
        certificates: without(certificates, act.name),
        bin: { ...bin, [act.name]: certificates[act.name] ?? current },
      }
    case 'restore':
      return {
        ...model,
        certificates: { ...certificates, [act.name]: bin[act.name] ?? current },
        bin: without(bin, act.name),
      }
    case 'purge': {
      const unreplaced = (one: ModelCertificate) => (one.replacedBy === act.name ? current : one)
      return {
        ...model,
        certificates: mapped(certificates, unreplaced),
        bin: mapped(without(bin, act.name), unreplaced),
      }
    }
    case 'replace': {
      const replacedAt = names(apis, act.old)
      const old = { replacedBy: act.name, replacedAt }
      return {
        ...model,
        certificates: { ...certificates, [act.old]: old, [act.name]: current },
        apis: rebound(apis, replacedAt, act.name),
      }
    }
    case 'roll-back': {
      const { replacedBy, replacedAt } = certificates[act.name] ?? current
      const still = names(apis, replacedBy ?? '').filter((path) => replacedAt.includes(path))
      return {
        ...model,
        certificates: { ...certificates, [act.name]: current },
        apis: rebound(apis, still, act.name),
      }
    }
    case 'add-api':
      return { ...model, apis: { ...apis, [act.path]: { kind: 'none' } } }
    case 'remove-api': {
      const elsewhere = (path: string) => path !== act.path
      const unbound = (one: ModelCertificate) => ({ ...one, replacedAt: one.replacedAt.filter(elsewhere) })
      return {
        certificates: mapped(certificates, unbound),
        bin: mapped(bin, unbound),
        apis: without(apis, act.path),
      }
    }
    case 'present':
      return { ...model, apis: { ...apis, [act.path]: act.presented } }
  }
}

/** Equal whatever the order things were done in. */
export const sameModel = (a: Model, b: Model): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
