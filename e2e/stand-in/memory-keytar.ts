/**
 * Takes keytar's place in tests that are not about the keychain: the same functions, over a map. With
 * `--stand-in-keychain=file:PATH` the map is kept in that file, so that a program started again finds its passwords.
 * The file is the test's own and lies outside the program's data folder, where a test may look for secrets.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { options } from './state.ts'

const file = typeof options.keychain === 'object' ? options.keychain.file : undefined

type Item = { service: string; account: string; password: string }

let items: Item[] =
  file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Item[]) : []

function keep(next: Item[]): void {
  items = next
  if (file === undefined) return
  writeFileSync(`${file}.new`, JSON.stringify(items), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const is = (service: string, account: string) => (item: Item) =>
  item.service === service && item.account === account

export function getPassword(service: string, account: string): Promise<string | null> {
  return Promise.resolve(items.find(is(service, account))?.password ?? null)
}

export function setPassword(service: string, account: string, password: string): Promise<void> {
  const others = items.filter((item) => !is(service, account)(item))
  keep([...others, { service, account, password }])
  return Promise.resolve()
}

export function deletePassword(service: string, account: string): Promise<boolean> {
  const others = items.filter((item) => !is(service, account)(item))
  const found = others.length < items.length
  if (found) keep(others)
  return Promise.resolve(found)
}

export function findPassword(service: string): Promise<string | null> {
  return Promise.resolve(items.find((item) => item.service === service)?.password ?? null)
}

export function findCredentials(service: string): Promise<{ account: string; password: string }[]> {
  return Promise.resolve(
    items.filter((item) => item.service === service).map(({ account, password }) => ({ account, password })),
  )
}

export default { getPassword, setPassword, deletePassword, findPassword, findCredentials }
