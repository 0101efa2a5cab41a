/** What was found out last about who uses which certificate, and how it is kept true. */
import type { AzureContext } from './azure-context.ts'
import { readNamedValues, scanUsage } from './scan-usage.ts'
import { referencesIn } from './usage-index.ts'
import type { Place, UsageIndex } from './usage-index.ts'

export interface UsageKeeper {
  /** Null while it is not known yet. */
  now(): UsageIndex | null
  /** Looks again in the background, and tells when more is known, unless that was done a moment ago. */
  refresh(tell: () => void): void
  /** Looks now. Fails as the client does. */
  scan(): Promise<UsageIndex>
  /** Takes in what was just written. */
  note(path: string, place: Place, text: string): void
}

/** The window reads its lists again after each change; others change a service less often than that. */
const freshForMs = 60_000

export const createUsageKeeper = (context: AzureContext): UsageKeeper => {
  let index: UsageIndex | null = null
  let readAt = 0
  let scanning: Promise<UsageIndex> | null = null
  let notedMeanwhile: (readonly [string, Place, string])[] = []
  let namedValues: ReadonlyMap<string, string> = new Map()

  const take = (into: UsageIndex, path: string, place: Place, text: string): void => {
    into.note({ path, place, references: referencesIn(text, namedValues) })
  }

  const scan = (): Promise<UsageIndex> => context.telling('usage', readAll)

  const readAll = async (): Promise<UsageIndex> => {
    const begun = context.now().getTime()
    notedMeanwhile = []
    namedValues = await readNamedValues(context)
    const found = await scanUsage(context, namedValues)
    // Written while the places were read one by one: whichever of the two was read, this is what holds.
    for (const noted of notedMeanwhile) take(found, ...noted)
    index = found
    readAt = begun
    return found
  }

  return {
    now: () => index,
    refresh: (tell) => {
      if (scanning !== null || (index !== null && context.now().getTime() - readAt < freshForMs)) return
      scanning = scan().finally(() => {
        scanning = null
      })
      scanning.then(
        tell,
        // It stays unknown, which the list says; who deletes looks again, and is told why it fails.
        () => undefined,
      )
    },
    scan,
    note: (path, place, text) => {
      notedMeanwhile.push([path, place, text])
      if (index !== null) take(index, path, place, text)
    },
  }
}
