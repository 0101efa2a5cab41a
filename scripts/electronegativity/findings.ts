/** What electronegativity may say about this program: each finding with why it stays, and nothing besides. */

export interface Finding {
  id: string
  file: string
  severity: string
  /** From 1; 0 where the finding is about the program as a whole. */
  line: number
}

export interface Reviewed {
  id: string
  file: string
  /** Why this is no danger here, and by what that is held. */
  reason: string
}

export const reviewed: readonly Reviewed[] = [
  {
    id: 'CSP_GLOBAL_CHECK',
    file: 'N/A',
    reason:
      'It looks for a meta element or for onHeadersReceived. The policy is a header of every answer of app:// (main/shell/app-protocol.ts); e2e/specs/hardening.spec.ts shows what it stops.',
  },
  {
    id: 'ELECTRON_VERSION_JSON_CHECK',
    file: 'package.json',
    reason: 'Says only that there is a version to look after (S22).',
  },
  {
    id: 'OPEN_EXTERNAL_JS_CHECK',
    file: 'main/shell/sign-in-page.ts',
    reason:
      'https only, to Microsoft’s sign-in hosts only: main/shell/sign-in-page.spec.ts. Lint refuses it elsewhere.',
  },
  {
    id: 'AUXCLICK_JS_CHECK',
    file: 'main/shell/window.ts',
    reason:
      'A middle click asks for a new window, and every new window is refused: main/shell/lockdown.ts, e2e/specs/lockdown.spec.ts.',
  },
  {
    id: 'PRELOAD_JS_CHECK',
    file: 'main/shell/window.ts',
    reason:
      'There is a preload to look at. It is sandboxed and isolated, and exposes the contract’s methods only: e2e/specs/hardening.spec.ts.',
  },
]

const keyOf = ({ id, file }: { id: string; file: string }): string => `${id} in ${file}`

/** One sentence for each finding that nobody has reviewed or that is high, and for each review without its finding. */
export function compareFindings(found: readonly Finding[], known: readonly Reviewed[] = reviewed): string[] {
  const left = known.map(keyOf)
  const problems = found.flatMap((one) => {
    const key = keyOf(one)
    const told = `${one.severity}: ${key}${one.line > 0 ? `, line ${one.line}` : ''}`
    // Whatever the list says: nothing high is let through by a sentence.
    if (one.severity === 'HIGH') return [told]
    const place = left.indexOf(key)
    // Each review stands for one finding: a second one in the same file is new.
    if (place >= 0) left.splice(place, 1)
    return place >= 0 ? [] : [told]
  })
  return [...problems, ...left.map((key) => `${key} is not found any more: take it off the list`)]
}
