/** What elements, attributes and values of a policy mean, in the language in effect; undefined for what is not ours. */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { formatDate, hasText, t, type TextKey } from '../../locales/text.ts'
import { isPolicyElement } from './policy-elements.ts'

const isText = (path: string): path is TextKey => hasText(path)

export const elementWords = (name: string): string | undefined =>
  isPolicyElement(name) ? t(`policy.hover.${name}`) : undefined

export function attributeWords(element: string, attribute: string): string | undefined {
  const path = `policy.attributes.${element}.${attribute}`
  return isText(path) ? t(path) : undefined
}

export function valueWords(attribute: string, value: string): string | undefined {
  const path = `policy.form.values.${value}`
  return ['action', 'exists-action'].includes(attribute) && isText(path) ? t(path) : undefined
}

/** Which certificate a thumbprint or an id names, and until when it holds. */
export function certificateWords(
  attribute: string,
  value: string,
  certificates: readonly Pick<Certificate, 'id' | 'thumbprint' | 'subject' | 'notAfter'>[],
): string | undefined {
  const plain = value.replace(/[\s:]/g, '').toUpperCase()
  const found = certificates.find(({ id, thumbprint }) =>
    attribute === 'thumbprint' ? thumbprint === plain : attribute === 'certificate-id' && id === value,
  )
  if (!found) return undefined
  return t('policy.namedCertificate', { subject: found.subject, date: formatDate(found.notAfter) })
}
