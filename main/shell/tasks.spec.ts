import { afterEach, expect, it, vi } from 'vitest'
import { offerTasks, taskAmong } from './tasks.ts'

const { setUserTasks, setMenu } = vi.hoisted(() => ({
  setUserTasks: vi.fn<(tasks: { title: string; arguments: string }[]) => boolean>(),
  setMenu: vi.fn<(menu: { label: string; click: () => void }[]) => void>(),
}))
vi.mock('electron', () => ({
  app: { setUserTasks, dock: { setMenu } },
  Menu: { buildFromTemplate: (template: unknown) => template },
}))
afterEach(() => vi.unstubAllGlobals())

it('Windows starts the program with what each task of its jump list asks for', () => {
  vi.stubGlobal('process', { ...process, platform: 'win32' })
  offerTasks('ja', () => undefined)
  const [tasks = []] = setUserTasks.mock.lastCall ?? []
  expect(tasks.map(({ title }) => title)).toEqual(['証明書のアップロード…', 'API の追加…', 'ファイルの検査'])
  expect(tasks.map((task) => taskAmong(['Warifu.exe', '--some-switch', task.arguments]))).toEqual([
    'upload-certificate',
    'add-api',
    'show-inspector',
  ])
})

it('macOS tells the program that runs', () => {
  vi.stubGlobal('process', { ...process, platform: 'darwin' })
  const send = vi.fn<(command: string) => void>()
  offerTasks('en', send)
  const [items = []] = setMenu.mock.lastCall ?? []
  items[1]?.click()
  expect(send).toHaveBeenCalledExactlyOnceWith('add-api')
})

it('what is no task is passed over', () => {
  expect(taskAmong(['Warifu.exe', '--task=restore', 'C:\\鍵\\orders.pfx'])).toBeUndefined()
})
