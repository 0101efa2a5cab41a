/** An extension in plain words: what it is for, and each of its values as a person would say it. */
import type { DescribedExtension } from '../../../preload/contract/inspections.ts'
import { inspect as en } from '../../locales/en/inspect.ts'
import { t } from '../../locales/text.ts'

export interface ExtensionWords {
  label: string
  about: string
  values: readonly { text: string; /** As the standard calls it, where `text` does not. */ term?: string }[]
}

type Known = keyof typeof en.extensions
type Value = Exclude<keyof typeof en.values, 'pathLength'>
type Name = keyof typeof en.names

const isKnown = (name: string): name is Known => name in en.extensions
const isValue = (value: string): value is Value => value in en.values && value !== 'pathLength'
const isName = (value: string): value is Name => value in en.names

/** `DNS:orders.example` as `Host name: orders.example`; other texts as they are. */
function generalName(text: string): string {
  const [, kind = '', rest = ''] = /^([A-Za-z]+):(.*)$/su.exec(text) ?? []
  return isName(kind) ? `${t(`inspect.names.${kind}`)}: ${rest}` : text
}

/** A value led by a word of its own, such as `OCSP URI:http://…` or `keyIdentifier:AB:CD`. */
function led(value: string): string | undefined {
  const [, word = '', rest = ''] =
    /^(OCSP|caIssuers|caRepository|permitted|excluded) (.*)$/su.exec(value) ?? []
  if (isValue(word)) return `${t(`inspect.values.${word}`)}: ${generalName(rest).replace(/^URI: /u, '')}`
  const [, part = '', digits = ''] = /^(keyIdentifier|serialNumber):(.*)$/su.exec(value) ?? []
  if (isValue(part)) return `${t(`inspect.values.${part}`)}: ${digits}`
  return undefined
}

function words(value: string): { text: string; term?: string } {
  if (isValue(value)) return { text: t(`inspect.values.${value}`), term: value }
  const length = /^pathLenConstraint:(\d+)$/u.exec(value)?.[1]
  if (length !== undefined) return { text: t('inspect.values.pathLength', { n: length }), term: value }
  return { text: led(value) ?? generalName(value) }
}

export function describeExtension({ id, name, values }: DescribedExtension): ExtensionWords {
  const known = name !== null && isKnown(name) ? name : 'unknown'
  return {
    label: t(`inspect.extensions.${known}.label`, { id }),
    about: t(`inspect.extensions.${known}.about`),
    values: values.map(words),
  }
}
