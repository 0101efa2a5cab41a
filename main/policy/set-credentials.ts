/**
 * Guards the policy document against the form: the Security tab's choice goes in by span edits alone, and every
 * other byte of the document stays (C# expressions, comments, line ends, indentation).
 */
import type { CertificateReference } from '../../preload/contract/apis.ts'
import { addElement } from './add-element.ts'
import { credentialElements, isUnconditional, type NamedCertificate } from './credentials.ts'
import { assertEditable, parsePolicy, type PolicyDocument } from './document.ts'
import { applyEdits } from './edits.ts'
import { attributeOf, type ElementNode } from './nodes.ts'
import { findReferences } from './references.ts'
import { removalOf } from './remove-element.ts'
import { rewriteElement } from './rewrite-element.ts'
import { encode } from './values.ts'
import type { WantedElement } from './write-element.ts'

/** `passwordReference` is a named value such as `{{basic-orders}}`; a password itself never goes into a policy. */
export type CredentialsSetting =
  | { kind: 'none' }
  | { kind: 'basic'; username: string; passwordReference: string }
  | { kind: 'mutual'; certificate: NamedCertificate }

/**
 * Makes the policy present what was chosen, and nothing else: of several elements the last keeps its place and the
 * others go, with those under conditions. A new element comes right after inbound's `<base />`, so that it prevails
 * over what is inherited. `none` gives back the very text to which an element had been added.
 *
 * @throws `policy-invalid` where the document's form is in doubt.
 */
export function setCredentials(text: string, setting: CredentialsSetting): string {
  const document = parsePolicy(text)
  assertEditable(document)
  const elements = credentialElements(document)
  if (setting.kind === 'none') return removeAll(document, elements)
  const kept = elements.filter((element) => isUnconditional(element, document)).at(-1)
  const wanted = wantedElement(setting, formsOf(document, kept))
  if (kept === undefined) return addElement(parsePolicy(removeAll(document, elements)), wanted)
  return applyEdits(text, [
    ...elements.filter((element) => element !== kept).map((element) => removalOf(document, element)),
    ...rewriteElement(document, kept, wanted),
  ])
}

const removeAll = (document: PolicyDocument, elements: readonly ElementNode[]): string =>
  applyEdits(
    document.text,
    elements.map((element) => removalOf(document, element)),
  )

/** How to name the certificate: as the element in whose place it comes, else as the document does elsewhere. */
function formsOf(
  document: PolicyDocument,
  kept: ElementNode | undefined,
): readonly CertificateReference['by'][] {
  const own = (['thumbprint', 'certificate-id'] as const).filter(
    (by) => kept !== undefined && attributeOf(kept, by) !== undefined,
  )
  return own.length > 0 ? own : [findReferences(document.text).at(-1)?.by ?? 'thumbprint']
}

const wantedElement = (
  setting: Exclude<CredentialsSetting, { kind: 'none' }>,
  forms: readonly CertificateReference['by'][],
): WantedElement =>
  setting.kind === 'basic'
    ? {
        name: 'authentication-basic',
        attributes: [
          { name: 'username', source: encode(setting.username) },
          { name: 'password', source: setting.passwordReference },
        ],
      }
    : {
        name: 'authentication-certificate',
        attributes: forms.map((by) => ({
          name: by,
          source: by === 'thumbprint' ? setting.certificate.thumbprint : encode(setting.certificate.id),
        })),
      }
