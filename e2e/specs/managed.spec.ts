/** What an organisation has fixed holds from the first moment, in every corner of the window and behind it. */
import type { Bridge } from '../../preload/contract/bridge.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { workspaceEstate } from '../fixtures/estate.ts'
import { managedBy } from '../fixtures/managed-policy.ts'
import { prepareProfile } from '../fixtures/program.ts'
import type { Program } from '../fixtures/program.ts'
import { uploadSample } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'
import { screens } from '../pages/screens.ts'
import { wordsIn } from '../pages/words.ts'

declare const window: Window & { warifu: Bridge }

const policy: ManagedPolicy = {
  UpdatesAllowed: false,
  UpdateUrl: 'https://updates.example/warifu/',
  Language: 'ja',
  AllowedConnections: ['management.azure.com'],
  RestApiAllowed: false,
  ExportAllowed: false,
  BinDays: 0,
  ExpiryThresholds: [45, 7],
}

/** The person's own choices say the contrary of the policy: English, and the REST API on. */
const startManaged = async (
  dataDir: string,
  folder: string,
  start: (options: { env: NodeJS.ProcessEnv }) => Promise<Program>,
): Promise<Program> => {
  const restApiOn = { managementApi: { on: true, port: 0 } }
  await prepareProfile(dataDir, { language: 'en', ...restApiOn })
  const started = await start({ env: managedBy(policy, folder) })
  const words = wordsIn('ja')
  const shown = screens(started.page, words)
  return { ...started, ...shown, words, estate: workspaceEstate(started, words, shown) }
}

test.skip(process.platform !== 'linux', 'Windows and macOS keep policies where a test must not write')

test('fixed settings are greyed, and what is off is off in the window, in the menu and behind the bridge', async ({
  profile,
}) => {
  const warifu = await startManaged(profile.dataDir, profile.folder, profile.start)
  const { page, words, navigation, certificates } = warifu

  await test.step('the settings are greyed, and say by whom', async () => {
    await navigation.goTo('settings')
    // The innermost: the page is a section, too.
    const panel = (title: string) =>
      page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
        .last()
    const { appearance, restApi } = words.settings
    for (const [title, control] of [
      [appearance.title, panel(appearance.title).getByRole('combobox').first()],
      [restApi.title, panel(restApi.title).getByRole('button', { name: restApi.switchOn })],
      [words.backup.panel.title, panel(words.backup.panel.title).getByRole('button').first()],
    ] as const) {
      await expect(control).toBeDisabled()
      await expect(panel(title)).toContainText(words.managed.note)
    }
    await expect(page.getByRole('main')).toContainText(words.updates.off['managed-off'])
    await expect(panel(words.managed.panel.title).getByRole('term')).toHaveCount(Object.keys(policy).length)
  })

  await test.step('the menu offers no backup', async () => {
    const enabled = await warifu.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .filter(({ label }) => label.includes('バックアップ'))
        .map((item) => item.enabled),
    )
    expect(enabled).toEqual([false])
  })

  await test.step('whoever goes round the window gets no further', async () => {
    const answers = await page.evaluate(async () => {
      const { workspace, managementApi, connections, updates, program } = window.warifu
      return {
        backUp: await workspace.backUp('a long passphrase of several words'),
        restApi: await managementApi.switchOn(0),
        connection: await connections.useToken({
          access: { kind: 'token', endpoint: 'https://127.0.0.1:8443' },
          token: 'a token',
        }),
        language: await program.setPreferences({ language: 'en' }),
        updates: await updates.check(),
        restApiNow: await managementApi.status(),
      }
    })
    const refused = { ok: false, error: { code: 'managed-by-organisation' } }
    expect(answers).toMatchObject({
      ...{ backUp: refused, restApi: refused, connection: refused, language: refused },
      updates: { ok: true, value: { state: 'off', because: 'managed-off' } },
      restApiNow: { ok: true, value: { status: { state: 'off' } } },
    })
  })

  await test.step('what is deleted is gone at once', async () => {
    await uploadSample(warifu, 'rsa')
    await navigation.goTo('certificates')
    await certificates.askToDelete('Orders client')
    await expect(navigation.question).toContainText(words.certificates.deletion.consequence)
    await navigation.answerYes(words.certificates.deletion.yes)
    await expect(certificates.row('Orders client')).toHaveCount(0)
    expect(await page.evaluate(() => window.warifu.bin.list())).toMatchObject({ ok: true, value: [] })
  })
})
