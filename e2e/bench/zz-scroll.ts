import { startProgram } from '../fixtures/program.ts'
import { filledProfile } from './filled-profile.ts'
import { startFrames, stopFrames } from './in-page.ts'
const profile = await filledProfile(10_000, console.log)
const program = await startProgram({ dataDir: profile.dataDir, language: 'en', keychain: 'memory' })
const { page, navigation, words } = program
await page.setViewportSize({ width: 1280, height: 800 })
await navigation.goTo('home')
await page.getByRole('grid').waitFor()
await navigation.goTo('settings')
await navigation.gatewayStatus.waitFor()
await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
await page.getByRole('link', { name: words.app.navigation.certificates, exact: true }).click()
await page.locator('[role="grid"] [role="row"]').nth(8).waitFor()
await page.waitForTimeout(1000)
const box = (await page.getByRole('grid').boundingBox())!
const s2 = await page.context().newCDPSession(page)
await s2.send('Performance.enable')
const task = async () => Object.fromEntries((await s2.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]))
let n = 0, skipped = 0, worst = 0
const a = await task()
for (let i = 0; i < 5; i++) {
await page.evaluate(startFrames)
for (const distance of [-6_000, -12_000, 9_000]) await s2.send('Input.synthesizeScrollGesture', { x: box.x + box.width / 2, y: box.y + box.height / 2, yDistance: distance, speed: Math.abs(distance) / 1.5, gestureSourceType: 'mouse' })
const f = await page.evaluate(stopFrames)
n += f.length; skipped += f.filter((x) => x > 25).length; worst = Math.max(worst, ...f)
}
const b = await task()
console.log('frames', n, 'skipped', skipped, 'worst', Math.round(worst), ['TaskDuration', 'LayoutDuration', 'RecalcStyleDuration', 'ScriptDuration'].map((k) => `${k} ${((b[k]! - a[k]!) / n * 1000).toFixed(2)}`).join(' '))
await program.close(); profile.remove()
