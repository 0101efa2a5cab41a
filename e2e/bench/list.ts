/** The list of ten thousand certificates: shown, filtered, scrolled, opened. */
import type { Locator, Page } from 'playwright/test'
import type { Program } from '../fixtures/program.ts'
import { startProgram } from '../fixtures/program.ts'
import type { Figure } from './figures.ts'
import { filledProfile } from './filled-profile.ts'
import {
  clockUntilSettled,
  clockUntilShown,
  readClock,
  showPlainList,
  startFrames,
  stopFrames,
  type Frames,
  type Waiting,
} from './in-page.ts'

const count = 10_000
/** What people type: names with many and with few hits, a thumbprint's end, nothing at all; and taking it back. */
const queries = ['orders-00', '物流', 'A3F1', 'contoso payroll 09', 'zzzz']

export async function measureList(rounds: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const profile = await filledProfile(count, say)
  try {
    const firstShown: number[] = []
    const shownAgain: number[] = []
    const keys: number[] = []
    const opened: number[] = []
    const frames: Frames[] = []
    const plainFrames: Frames[] = []
    for (let round = 0; round < rounds; round += 1) {
      const program = await startProgram({ dataDir: profile.dataDir, language: 'en', keychain: 'memory' })
      try {
        await program.page.setViewportSize({ width: 1280, height: 800 })
        await settle(program)
        firstShown.push(await showList(program))
        await program.navigation.goTo('settings')
        shownAgain.push(await showList(program))
        keys.push(...(await typeQueries(program)))
        opened.push(...(await openDetails(program)))
        frames.push(await scroll(program.page, program.page.getByRole('grid')))
        await program.page.evaluate(showPlainList, 1_000)
        plainFrames.push(await scroll(program.page, program.page.locator('#plain')))
      } finally {
        await program.close()
      }
    }
    const of = (watched: readonly Frames[], what: keyof Frames) => watched.flatMap((one) => one[what])
    const most = (atMost: number) => ({ of: 'worst', atMost }) as const
    return [
      { name: 'list shown after the click, first time', values: firstShown, unit: 'ms', limit: most(200) },
      { name: 'list shown after the click, again', values: shownAgain, unit: 'ms', limit: most(200) },
      { name: 'filter key painted', values: keys, unit: 'ms', limit: most(50) },
      { name: 'details open', values: opened, unit: 'ms', limit: most(50) },
      { name: 'frame while scrolling', values: of(frames, 'between'), unit: 'ms', limit: most(32) },
      { name: 'the page’s own work in it', values: of(frames, 'work'), unit: 'ms' },
      { name: 'frame of 1,000 lines of plain text', values: of(plainFrames, 'between'), unit: 'ms' },
      { name: 'the page’s work in it, without a script', values: of(plainFrames, 'work'), unit: 'ms' },
    ]
  } finally {
    profile.remove()
  }
}

/** Away from the list, with whatever the start still does behind us. */
async function settle({ page, navigation, words }: Program): Promise<void> {
  await navigation.goTo('home')
  // It tells what the list holds, so that the list was read.
  await page.getByRole('grid').waitFor()
  await navigation.goTo('settings')
  await page.getByRole('heading', { level: 1, name: words.settings.title }).waitFor()
  await navigation.gatewayStatus.waitFor()
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
}

async function clocked(page: Page, waiting: Waiting, act: () => Promise<void>): Promise<number> {
  await page.evaluate(clockUntilShown, waiting)
  await act()
  return page.evaluate(readClock)
}

const rows = '[role="grid"] [role="row"]'

const showList = ({ page, words }: Program): Promise<number> =>
  clocked(page, { event: 'click', selector: rows, atLeast: 8 }, () =>
    page.getByRole('link', { name: words.app.navigation.certificates, exact: true }).click(),
  )

async function typeQueries({ page, certificates }: Program): Promise<readonly number[]> {
  const times: number[] = []
  await certificates.filter.focus()
  for (const query of queries) {
    const keys = Array.from(query)
    for (const key of [...keys, ...keys.map(() => 'Backspace')]) {
      await page.evaluate(clockUntilSettled, '[role="grid"], [role="search"] [role="status"]')
      await press(page, key)
      times.push(await page.evaluate(readClock))
    }
  }
  return times
}

/** A character without a key of its own comes from an input method, which takes the key for itself. */
async function press(page: Page, key: string): Promise<void> {
  if (key.length > 1 || key <= '~') return page.keyboard.press(key)
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process' })),
  )
  return page.keyboard.insertText(key)
}

async function openDetails({ page }: Program): Promise<readonly number[]> {
  const times: number[] = []
  for (const place of [1, 3, 5, 7, 2, 4]) {
    const row = page.locator(rows).nth(place)
    times.push(
      await clocked(page, { event: 'click', selector: 'main aside', atLeast: 1 }, () =>
        row.click({ position: { x: 12, y: 20 } }),
      ),
    )
    await page.keyboard.press('Escape')
  }
  return times
}

/** Down with the wheel, at the pace of a hand in a hurry, and by the scroll bar to far places. */
async function scroll(page: Page, scroller: Locator): Promise<Frames> {
  const box = await scroller.boundingBox()
  if (box === null) throw new Error('The list is not on the screen.')
  const session = await page.context().newCDPSession(page)
  await page.evaluate(startFrames)
  for (const distance of [-6_000, -12_000, 9_000]) {
    await session.send('Input.synthesizeScrollGesture', {
      ...{ x: box.x + box.width / 2, y: box.y + box.height / 2 },
      ...{ yDistance: distance, speed: Math.abs(distance) / 1.5, gestureSourceType: 'mouse' },
    })
  }
  return page.evaluate(stopFrames)
}
