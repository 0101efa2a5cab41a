/** Closing the window over something unsaved: asked about first, in the window's language. */
import type { Bridge } from '../../preload/contract/bridge.ts'
import { answerMessageBox } from '../fixtures/message-box.ts'
import { expect, inEachEstate, test } from '../fixtures/test.ts'

test.use({ language: 'ja' })

inEachEstate(() => {
  test('closing and quitting ask while something is unsaved, and only then', async ({ warifu }) => {
    const { page, navigation, apis, security, words } = warifu
    await navigation.goTo('apis')
    await apis.add({ name: '受注', path: 'orders', serviceUrl: 'https://localhost:1' })
    await security.present('basic')
    await expect(page.getByText(words.apis.security.unsaved)).toBeVisible()
    // What the page has said comes to the main process before the answer to what it asks afterwards.
    await page.evaluate(() => (window as unknown as { warifu: Bridge }).warifu.connections.list())

    const asked = await warifu.evaluate(async ({ app, BrowserWindow, dialog }) => {
      const questions: string[] = []
      dialog.showMessageBox = (...request: unknown[]) => {
        questions.push((request.at(-1) as { message: string }).message)
        return Promise.resolve({ response: 1, checkboxChecked: false })
      }
      BrowserWindow.getAllWindows()[0]?.close()
      await new Promise((resolve) => setImmediate(resolve))
      app.quit()
      await new Promise((resolve) => setImmediate(resolve))
      return questions
    })
    expect(asked).toEqual(['保存せずに閉じますか？', '保存せずに閉じますか？'])
    await expect(page.getByText(words.apis.security.unsaved)).toBeVisible()

    await answerMessageBox(warifu, 0)
    const closed = page.waitForEvent('close')
    await warifu.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await closed
  })
})
