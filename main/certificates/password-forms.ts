/**
 * The octets that a password may have stood for when a PFX was written.
 *
 * RFC 7292, B.1 wants UTF-16BE with a terminating zero for its own key derivation, PBKDF2 takes UTF-8; for ASCII
 * that is the whole story. For everything else programs have differed, and the administrator cannot know which
 * one wrote the file.
 */
export interface PasswordForm {
  /** For PKCS#12's own derivation. */
  readonly pkcs12: Buffer
  /** For PBKDF2, PBKDF1 and scrypt. */
  readonly octets: Buffer
}

/** Most likely first. `null` (no password at all) and the empty one are tried alike: dialogs cannot tell them apart. */
export const passwordForms = (password: string | null): PasswordForm[] => {
  if (!password) {
    return [
      { pkcs12: utf16(''), octets: Buffer.alloc(0) },
      // Azure, Windows and Bouncy Castle leave even the terminator out.
      { pkcs12: Buffer.alloc(0), octets: Buffer.alloc(0) },
    ]
  }
  // macOS hands some text over decomposed (か + ゛), most files were made with it composed (が).
  const texts = new Set([password, password.normalize('NFC'), password.normalize('NFD')])
  return [...texts].flatMap(formsOf)
}

const formsOf = (text: string): PasswordForm[] => {
  const utf8 = Buffer.from(text, 'utf8')
  const standard = { pkcs12: utf16(text), octets: utf8 }
  if (utf8.length === text.length) return [standard]
  const isLatin1 = Buffer.from(text, 'latin1').toString('latin1') === text
  return [
    standard,
    // OpenSSL before 1.1 widened each octet of the terminal's UTF-8 to a character of its own.
    { pkcs12: utf16(utf8.toString('latin1')), octets: utf8 },
    // RSA's J-SAFE gave PBKDF2 ISO 8859-1…
    ...(isLatin1 ? [{ pkcs12: utf16(text), octets: Buffer.from(text, 'latin1') }] : []),
    // … and others the form made for PKCS#12.
    { pkcs12: utf16(text), octets: utf16(text) },
  ]
}

const utf16 = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le').swap16()

/** The forms that differ in what this derivation uses: deriving the same key twice would tell nothing new. */
export const distinctForms = (forms: readonly PasswordForm[], use: keyof PasswordForm): PasswordForm[] =>
  forms.filter((form, index) => forms.findIndex((other) => other[use].equals(form[use])) === index)

/** The same forms with those first that agree with one that has proved right. */
export const preferForm = (
  forms: readonly PasswordForm[],
  use: keyof PasswordForm,
  right: PasswordForm,
): PasswordForm[] => {
  const agrees = (form: PasswordForm): boolean => form[use].equals(right[use])
  return [...forms.filter(agrees), ...forms.filter((form) => !agrees(form))]
}
