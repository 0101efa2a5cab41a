import type { MenuItemConstructorOptions } from 'electron'
import { expect, it, vi } from 'vitest'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { menuTemplate, type MenuActs, type MenuState } from './menu.ts'

vi.mock('electron', () => ({ app: { name: 'Warifu' }, Menu: {} }))

const acts: MenuActs = { send: () => undefined, setDensity: () => undefined }
const stateIn = (language: 'ja' | 'en'): MenuState => ({ language, density: 'comfortable', policy: {} })

const labels = (items: readonly MenuItemConstructorOptions[]): string[] =>
  items.flatMap(({ label }) => label ?? [])

const menus = (language: 'ja' | 'en', platform: NodeJS.Platform): MenuItemConstructorOptions[][] => {
  const bar = menuTemplate(stateIn(language), acts, platform)
  return [bar, ...bar.map(({ submenu }) => submenu as MenuItemConstructorOptions[])]
}

it.each(['ja', 'en'] as const)('in one menu no key is underlined twice (%s)', (language) => {
  for (const menu of menus(language, 'win32')) {
    const keys = labels(menu).map((label) => /&(.)/u.exec(label)?.[1]?.toLowerCase())
    expect(keys).not.toContain(undefined)
    expect(new Set(keys).size, keys.join('')).toBe(keys.length)
  }
})

it('on macOS nothing is underlined, and English menus are in title case', () => {
  const english = menus('en', 'darwin').flatMap(labels)
  expect(english.join()).not.toContain('&')
  expect(english).toEqual(
    expect.arrayContaining([
      'About Warifu',
      'Upload Certificate…',
      'Add API…',
      'Select All',
      'Map of Certificates and APIs',
      'Help for this Screen',
    ]),
  )
  expect(menus('ja', 'darwin').flatMap(labels).join()).not.toMatch(/&|\([A-Z]\)/u)
})

it('an item tells the window what to do', () => {
  const send = vi.fn<(command: string) => void>()
  const file = menuTemplate(stateIn('en'), { ...acts, send }, 'win32')[0]?.submenu as {
    label?: string
    click?: () => void
  }[]
  file.find(({ label }) => label === '&Add API…')?.click?.()
  expect(send).toHaveBeenCalledWith('add-api')
})

it.each([
  ['comfortable', false, 'compact'],
  ['compact', true, 'comfortable'],
] as const)('rows are %s: checked is %s, a click makes them %s', (density, checked, next) => {
  const setDensity = vi.fn<MenuActs['setDensity']>()
  const bar = menuTemplate({ ...stateIn('en'), density }, { ...acts, setDensity }, 'linux')
  const view = bar.flatMap(
    ({ submenu }) => submenu as (MenuItemConstructorOptions & { click?: () => void })[],
  )
  const item = view.find(({ label }) => label === 'Compact ta&bles')
  expect(item?.checked).toBe(checked)
  item?.click?.()
  expect(setDensity).toHaveBeenCalledWith(next)
})

it('what the organisation forbids is greyed', () => {
  const backUp = (policy: ManagedPolicy): boolean | undefined => {
    const file = menuTemplate({ ...stateIn('en'), policy }, acts, 'win32')[0]
    const items = file?.submenu as MenuItemConstructorOptions[]
    return items.find(({ label }) => label === '&Back up workspace…')?.enabled
  }
  expect([{}, { ExportAllowed: true }, { ExportAllowed: false }].map(backUp)).toEqual([true, true, false])
})
