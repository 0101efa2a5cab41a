/** Tries the forms of a password on what it protects, and tells a wrong password from a damaged file. */
import { WarifuError } from '../warifu-error.ts'
import type { EncryptionScheme } from './encryption-scheme.ts'
import type { Mac } from './mac.ts'
import { distinctForms, passwordForms, preferForm, type PasswordForm } from './password-forms.ts'

/**
 * The password at work on one file: what has proved right steers what is tried next, and decides what a failure
 * means.
 */
export class Password {
  #forms: PasswordForm[]
  /** By the MAC, or by something that came out whole. */
  #proved = false
  #verifiedByMac = false

  constructor(password: string | null) {
    this.#forms = passwordForms(password)
  }

  /** @throws WarifuError `wrong-password`; damage to what the MAC is over cannot be told from it. */
  verify(mac: Mac, content: Buffer): void {
    const right = distinctForms(this.#forms, mac.uses).find((form) => mac.verify(content, form))
    if (!right) throw new WarifuError('wrong-password', {})
    this.#proveRight(mac.uses, right)
    this.#verifiedByMac = true
  }

  /**
   * Decrypts what must make sense to `accept`.
   *
   * @throws WarifuError `wrong-password`, also where a part has a password of its own (Java's key passwords);
   *   or what `damaged` makes, where the password is right beyond doubt.
   */
  decrypt(
    scheme: EncryptionScheme,
    ciphertext: Buffer,
    accept: (plaintext: Buffer) => boolean,
    damaged: () => WarifuError,
  ): Buffer {
    let plausible = false
    for (const form of distinctForms(this.#forms, scheme.uses)) {
      const decrypted = scheme.decrypt(ciphertext, form)
      if (!decrypted) continue
      if (accept(decrypted.plaintext)) {
        this.#proveRight(scheme.uses, form)
        return decrypted.plaintext
      }
      decrypted.plaintext.fill(0)
      // Two octets of padding and more come out right by chance once in 65,536 times; one does every 256th time.
      plausible ||= decrypted.padding > 1
    }
    throw this.#verifiedByMac ? this.#failureBehindMac(plausible, damaged) : this.#failureWithoutMac(damaged)
  }

  /** The MAC vouches for the bytes: either this part has another password, or it was written like this. */
  #failureBehindMac(plausible: boolean, damaged: () => WarifuError): WarifuError {
    return plausible ? damaged() : new WarifuError('wrong-password', {})
  }

  /** Nothing vouches for the bytes: once the password has opened another part, it is not to blame. */
  #failureWithoutMac(damaged: () => WarifuError): WarifuError {
    return this.#proved ? damaged() : new WarifuError('wrong-password', {})
  }

  #proveRight(uses: keyof PasswordForm, form: PasswordForm): void {
    this.#proved = true
    this.#forms = preferForm(this.#forms, uses, form)
  }

  /** Overwrites every form. */
  forget(): void {
    for (const { pkcs12, octets } of this.#forms) {
      pkcs12.fill(0)
      octets.fill(0)
    }
  }
}
