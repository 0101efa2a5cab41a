/**
 * Expiries as a calendar that any calendar program takes (RFC 5545): one event for each certificate, at the moment it
 * expires, with a reminder for each threshold. Imported again, an event takes its earlier self's place.
 */
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { Language } from '../../../preload/contract/preferences.ts'

export interface CalendarOptions {
  language: Language
  /** In days. */
  thresholds: readonly number[]
  now: Date
}

const words: Record<Language, { expires: (name: string) => string; usedBy: (names: string) => string }> = {
  en: {
    expires: (name) => `Certificate “${name}” expires`,
    usedBy: (names) => `APIs that would stop: ${names}`,
  },
  ja: {
    expires: (name) => `証明書「${name}」の有効期限`,
    usedBy: (names) => `呼び出せなくなる API: ${names}`,
  },
}

/** Section 3.3.11. */
const text = (value: string): string => value.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n')

/** Section 3.3.5, form 2. */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Section 3.1: no line has more than 75 octets; the rest follows after a blank, and no character is cut. */
const folded = (line: string): string => {
  const pieces = ['']
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      pieces.push('')
      octets = 1
    }
    pieces.push((pieces.pop() ?? '') + character)
    octets += size
  }
  return pieces.join('\r\n ')
}

const reminder = (days: number, summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${text(summary)}`,
  `TRIGGER:${days === 0 ? 'PT0S' : `-P${days}D`}`,
  'END:VALARM',
]

const event = (certificate: Certificate, { language, thresholds, now }: CalendarOptions): string[] => {
  const { commonName, subject, issuer, thumbprint, usedBy } = certificate
  const say = words[language]
  const summary = say.expires(commonName)
  const apis = usedBy.map(({ displayName }) => displayName).join(', ')
  const facts = [subject, issuer, thumbprint, ...(apis === '' ? [] : [say.usedBy(apis)])]
  const description = facts.filter((fact) => fact !== '').join('\n')
  return [
    'BEGIN:VEVENT',
    `UID:${thumbprint.toLowerCase()}@warifu`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(new Date(certificate.notAfter))}`,
    `SUMMARY:${text(summary)}`,
    `DESCRIPTION:${text(description)}`,
    'TRANSP:TRANSPARENT',
    ...thresholds.flatMap((days) => reminder(days, summary)),
    'END:VEVENT',
  ]
}

/** A service does not tell it of a certificate that it has not fetched from its Key Vault yet. */
const hasEnd = ({ notAfter }: Certificate): boolean => notAfter !== ''

export const toCalendar = (certificates: readonly Certificate[], options: CalendarOptions): string => {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Warifu//Certificates//EN',
    ...certificates.filter(hasEnd).flatMap((certificate) => event(certificate, options)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
