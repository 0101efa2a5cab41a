/** Tells the operating system's notification centre of certificates that end soon: one notification a day for all. */
import { Notification } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import { dueExpiries } from '../management/due-expiries.ts'
import type { CertificateEnd } from '../management/service.ts'
import { textsFor } from './texts.ts'
import type { Texts } from './texts.ts'

const day = 86_400_000
const namesShown = 3

/** What a notifier asks and remembers. */
export interface ExpiryNotifierParts {
  language: () => Language
  /** In days; null where notifications are switched off. */
  thresholds: () => readonly number[] | null
  lastTold: () => Date | null
  rememberTold: (at: Date) => void
  /** The notification was clicked: by it the certificates it tells of. */
  onClick: (certificates: readonly CertificateEnd[]) => void
}

const noticeOf = (days: number, texts: Texts): string => {
  if (days < 0) return texts.expiredNotice
  if (days === 0) return texts.endsTodayNotice
  return days === 1 ? texts.dayLeftNotice : texts.daysLeftNotice
}

const left = ({ commonName, notAfter }: CertificateEnd, now: Date, texts: Texts): string => {
  const days = Math.floor((Date.parse(notAfter) - now.getTime()) / day)
  return noticeOf(days, texts)
    .replace('{days}', String(days))
    .replace('{name}', () => commonName)
}

export class ExpiryNotifier {
  readonly #parts: ExpiryNotifierParts
  /** Kept while it is shown: what is collected cannot be clicked any more. */
  #shown: Notification | undefined

  constructor(parts: ExpiryNotifierParts) {
    this.#parts = parts
  }

  tell(certificates: readonly CertificateEnd[]): void {
    const thresholds = this.#parts.thresholds()
    if (thresholds === null || !Notification.isSupported()) return
    const now = new Date()
    const due = dueExpiries(certificates, { thresholds, toldAt: this.#parts.lastTold(), now })
    if (due.length > 0) this.#show(due, now)
  }

  stop(): void {
    this.#shown?.close()
  }

  #show(due: readonly CertificateEnd[], now: Date): void {
    const texts = textsFor(this.#parts.language())
    const lines = due.slice(0, namesShown).map((certificate) => left(certificate, now, texts))
    const more = due.length - lines.length
    if (more > 0) lines.push(texts.moreNotice.replace('{n}', String(more)))
    const notification = new Notification({ title: texts.expiryNotice, body: lines.join('\n') })
    notification.on('click', () => this.#parts.onClick(due))
    this.#shown?.close()
    this.#shown = notification
    notification.show()
    this.#parts.rememberTold(now)
  }
}
