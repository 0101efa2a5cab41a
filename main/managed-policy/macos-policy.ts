/**
 * Managed preferences of macOS: property lists that the system writes from a configuration profile. Only root can
 * write there; a profile that the user removes takes its list away.
 */
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { PolicyPlace } from './merge-places.ts'

export const macosPolicyFolder = '/Library/Managed Preferences'
const fileName = 'jp.warifu.console.plist'

/** What the system writes of the profile itself (`PayloadUUID` and the like) is no setting. */
const ofTheProfile = /^Payload/u

/** For the computer, then for the user; either may be absent. */
export async function readMacosPolicy(folder = macosPolicyFolder, user = userInfo().username) {
  const files = [join(folder, fileName), join(folder, user, fileName)]
  const places = await Promise.all(files.map(readPropertyList))
  return places.filter((place) => place !== undefined)
}

async function readPropertyList(file: string): Promise<PolicyPlace | undefined> {
  let content: Buffer
  try {
    content = await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { place: file, refused: 'unreadable' }
  }
  try {
    const values = await parsePropertyList(content)
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      return { place: file, refused: 'unreadable' }
    }
    const own = Object.entries(values).filter(([name]) => !ofTheProfile.test(name))
    return { place: file, values: Object.fromEntries(own) }
  } catch {
    return { place: file, refused: 'unreadable' }
  }
}

/** The system writes the binary form; people and tools also write XML. Loaded here only: other systems need it not. */
async function parsePropertyList(content: Buffer): Promise<unknown> {
  const { parse, parseBinary } = await import('plist')
  return content.subarray(0, 8).toString('latin1') === 'bplist00'
    ? parseBinary(content)
    : parse(content.toString('utf8'))
}
