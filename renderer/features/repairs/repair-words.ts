/** Each repair as a sentence, with the place where one goes on. */
import type { Repair, RepairReport } from '../../../preload/contract/activity.ts'
import { formatDateTime, t } from '../../locales/text.ts'

export interface RepairWords {
  text: string
  /** The administrator has to do something, or should look. */
  attention: boolean
  /** Where to look. */
  to?: string
}

export interface Names {
  certificate: (id: string) => string | undefined
  api: (id: string) => string | undefined
}

type Told = Exclude<Repair, { kind: 'keychain-item-left-over' }>

function wordsFor(repair: Told, names: Names): RepairWords {
  switch (repair.kind) {
    case 'act-undone':
    case 'act-finished':
    case 'act-waits-for-keychain': {
      const act = t(`activity.acts.${repair.act}`)
      const text = t(`repairs.sentences.${repair.kind}`, { act, name: repair.subject.name })
      return { text, attention: repair.kind !== 'act-finished' }
    }
    case 'keychain-item-missing':
    case 'sealed-certificate-damaged':
    case 'sealed-certificate-mended': {
      const name = names.certificate(repair.certificateId) ?? t('repairs.gone')
      return {
        text: t(`repairs.sentences.${repair.kind}`, { name }),
        attention: repair.kind !== 'sealed-certificate-mended',
        to: `/certificates?show=${encodeURIComponent(repair.certificateId)}`,
      }
    }
    case 'basic-password-missing': {
      const name = names.api(repair.apiId) ?? t('repairs.gone')
      const to = `/apis/${encodeURIComponent(repair.apiId)}/security`
      return { text: t('repairs.sentences.basic-password-missing', { name }), attention: true, to }
    }
    case 'database-set-aside':
      return { text: t('repairs.sentences.database-set-aside', { file: repair.file }), attention: true }
    case 'database-restored': {
      const date = formatDateTime(repair.backupOf)
      const until = formatDateTime(repair.until)
      const sentence = repair.complete ? 'database-restored' : 'database-restored-in-part'
      return { text: t(`repairs.sentences.${sentence}`, { date, until }), attention: !repair.complete }
    }
    case 'database-started-empty':
      return { text: t('repairs.sentences.database-started-empty'), attention: true }
  }
}

/** What needs attention comes first; items left over in the keychain are counted, not listed. */
export function describeRepairs(report: RepairReport, names: Names): readonly RepairWords[] {
  const told = report.filter((repair): repair is Told => repair.kind !== 'keychain-item-left-over')
  const leftOver = report.length - told.length
  const words = told.map((repair) => wordsFor(repair, names))
  if (leftOver > 0) {
    words.push({ text: t('repairs.sentences.keychain-item-left-over', {}, leftOver), attention: false })
  }
  return words.toSorted((one, other) => Number(other.attention) - Number(one.attention))
}
