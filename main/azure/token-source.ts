/** Where the client gets its bearer token from; it never keeps one itself. */
import { WarifuError } from '../warifu-error.ts'

export interface TokenSource {
  /**
   * `renew` asks for another one because the last was refused. Fails with `not-signed-in` when only a person can
   * give one, with `sign-in-failed` when the authority refused, and with `azure-unreachable`.
   */
  token(request: { renew: boolean }): Promise<string>
}

/** A token that somebody pasted, for a test: nothing can renew it, and it is kept in memory only. */
export const pastedToken = (token: string): TokenSource => ({
  token: ({ renew }) =>
    renew ? Promise.reject(new WarifuError('not-signed-in', {})) : Promise.resolve(token),
})

/** Nobody has signed in yet. */
export const noToken: TokenSource = {
  token: () => Promise.reject(new WarifuError('not-signed-in', {})),
}
