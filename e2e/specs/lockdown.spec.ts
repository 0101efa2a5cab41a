/** What the page cannot do, whatever it holds. */
import { expect, test } from '../fixtures/test.ts'

test('the page loads nothing but its own files', async ({ warifu }) => {
  const { navigation } = warifu
  for (const place of ['sample', 'apis', 'settings', 'certificates'] as const) await navigation.goTo(place)
  const foreign = warifu.requests().filter((url) => !url.startsWith('app://warifu/'))
  expect(foreign).toEqual([])
})

test('the page cannot open windows, leave its address or reach the network', async ({ warifu, profile }) => {
  const { page } = warifu
  await page.getByRole('heading', { level: 1 }).waitFor()
  const address = page.url()
  const outcome = await page.evaluate(async () => {
    const opened = window.open('https://example.com/')
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
    location.href = 'https://example.com/'
    return { opened: opened !== null, fetched }
  })
  expect(outcome).toEqual({ opened: false, fetched: 'refused' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(page.url()).toBe(address)
  expect(profile.problems.join()).toContain('Content Security Policy')
  profile.problems.length = 0
})

test('the page has the bridge and nothing else of the main process', async ({ warifu }) => {
  const found = await warifu.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys((window as unknown as { warifu: object }).warifu).toSorted(),
    frozen: Object.isFrozen((window as unknown as { warifu: object }).warifu),
  }))
  expect(found.node).toEqual([])
  expect(found.frozen).toBe(true)
  expect(found.bridge).toContain('certificates')
  expect(found.bridge).not.toContain('ipcRenderer')
})
