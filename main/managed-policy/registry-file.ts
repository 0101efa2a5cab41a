/** The text form of registry keys, as `reg.exe export` writes it: UTF-16, in every language of Windows the same. */

/** What is written of one key; a value of a type that no setting has is null. */
export interface RegistryKey {
  path: string
  values: Readonly<Record<string, string | number | readonly string[] | null>>
}

const header = /^\[(?<path>[^\]]+)\]$/u
const entry = /^"(?<name>(?:[^"\\]|\\.)*)"=(?<value>.*)$/u

/** @throws TypeError when it is not such a file */
export function parseRegistryFile(content: Buffer): RegistryKey[] {
  const [first, ...lines] = textOf(content)
    // A long list of bytes goes on in the next line after a backslash.
    .replace(/,\\\r?\n\s*/gu, ',')
    .split(/\r?\n/u)
  if (first !== 'Windows Registry Editor Version 5.00') throw new TypeError('no registry file')
  const keys: { path: string; values: Record<string, RegistryKey['values'][string]> }[] = []
  for (const line of lines) {
    const path = header.exec(line)?.groups?.['path']
    if (path !== undefined) keys.push({ path, values: {} })
    const { name, value } = entry.exec(line)?.groups ?? {}
    const key = keys.at(-1)
    if (name !== undefined && value !== undefined && key !== undefined)
      key.values[unescape(name)] = valueOf(value)
  }
  return keys
}

const textOf = (content: Buffer): string =>
  content[0] === 0xff && content[1] === 0xfe ? content.toString('utf16le', 2) : content.toString('utf8')

const unescape = (text: string): string => text.replace(/\\(.)/gu, '$1')

function valueOf(text: string): string | number | readonly string[] | null {
  const string = /^"((?:[^"\\]|\\.)*)"$/u.exec(text)?.[1]
  if (string !== undefined) return unescape(string)
  const dword = /^dword:([0-9a-f]{8})$/iu.exec(text)?.[1]
  if (dword !== undefined) return Number.parseInt(dword, 16)
  // hex(7) is REG_MULTI_SZ: strings that each end with a zero, and one zero more.
  const strings = /^hex\(7\):([0-9a-f,]*)$/iu.exec(text)?.[1]
  if (strings === undefined) return null
  return Buffer.from(strings.replaceAll(',', ''), 'hex').toString('utf16le').replace(/\0+$/u, '').split('\0')
}
