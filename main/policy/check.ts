/** What a policy text would mean if it were saved: its problems with their places, and its credentials. */
import type { PolicyCheck, PolicyProblem } from '../../preload/contract/policies.ts'
import { WarifuError } from '../warifu-error.ts'
import { credentialsOf, namesCertificate, normaliseThumbprint, type NamedCertificate } from './credentials.ts'
import { parsePolicy, type PolicyDocument } from './document.ts'
import type { Finding } from './nodes.ts'
import type { ScopeKind } from './not-applied.ts'
import { locate } from './position.ts'
import { compile } from './program.ts'
import { findReferences } from './references.ts'
import { findRules } from './rules.ts'
import { error, warning } from './scan-state.ts'
import { valueOf } from './values.ts'

/** A list nobody reads to its end; a document of stray brackets would have a million. */
const mostProblems = 1000

export function checkPolicy(
  text: string,
  { certificates, scope }: { certificates: readonly NamedCertificate[]; scope: ScopeKind },
): PolicyCheck {
  const document = parsePolicy(text)
  const findings = document.broken
    ? document.findings
    : [
        ...document.findings,
        ...unknownCertificates(text, certificates),
        ...literalPasswords(document),
        ...compiled(document, scope),
      ]
  return {
    problems: locate(text, errorsFirst(findings).slice(0, mostProblems)),
    credentials: credentialsOf(document, certificates),
    rules: findRules(document)?.map(({ rule }) => rule) ?? null,
  }
}

/** So that cutting the list never makes a text with errors look like one without. */
const errorsFirst = (findings: readonly Finding[]): Finding[] => [
  ...findings.filter(({ severity }) => severity === 'error'),
  ...findings.filter(({ severity }) => severity === 'warning'),
]

/** Fails with `policy-invalid` at the first error; warnings do not keep a policy from being saved. */
export const requireValid = (problems: readonly PolicyProblem[]): void => {
  const first = problems.find(({ severity }) => severity === 'error')
  if (first === undefined) return
  const { line, column, code, subject } = first
  throw new WarifuError('policy-invalid', { line, column, problem: code, subject })
}

/** A reference that nothing answers to would present nothing: Azure refuses such a policy, and so do we. */
function unknownCertificates(text: string, certificates: readonly NamedCertificate[]): Finding[] {
  return findReferences(text)
    .filter(({ inExpression }) => !inExpression)
    .filter(({ by, value }) => by === 'certificate-id' || normaliseThumbprint(value) !== null)
    .filter((reference) => !certificates.some((certificate) => namesCertificate(reference, certificate)))
    .map(({ offset, length, value }) =>
      error('certificate-unknown', { start: offset, end: offset + length }, value),
    )
}

/** The subject is the policy, never the password. */
function literalPasswords({ text, elements }: PolicyDocument): Finding[] {
  const findings: Finding[] = []
  for (const element of elements) {
    if (!element.name.startsWith('authentication-')) continue
    const password = valueOf(text, element, 'password')
    if (password.kind === 'literal' && password.text !== '') {
      findings.push(warning('literal-password', password.span, element.name))
    }
  }
  return findings
}

/** What is wrong in single policies, and what the gateway does not apply of them. */
function compiled(document: PolicyDocument, scope: ScopeKind): Finding[] {
  const { program, findings } = compile([{ scope, document }])
  const notApplied = program.notApplied
    // What is missing or wrong in it has been told more exactly.
    .filter(({ because, accessControl }) => because !== 'incomplete' || accessControl)
    .map(({ policy, offset, length, accessControl }) =>
      warning(
        accessControl ? 'access-control-not-applied' : 'not-applied',
        { start: offset, end: offset + length },
        policy,
      ),
    )
  return [...findings, ...notApplied]
}
