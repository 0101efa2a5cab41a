/** A certificate that is in use stays, by whichever door one asks; one that was deleted leaves nothing behind. */
import { createKeychain } from '../../main/secrets/keychain.ts'
import { Workspace } from '../../main/workspace/workspace.ts'
import { join } from 'node:path'
import { unpackCertificates } from '../../preload/contract/packed.ts'
import type { Bridge } from '../../preload/contract/bridge.ts'
import { keychainForTests } from '../fixtures/program.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, inEachEstate, test } from '../fixtures/test.ts'

declare const window: Window & { warifu: Bridge }

inEachEstate(() => {
  test('the warning names each API and leads there, and the service itself refuses', async ({ warifu }) => {
    const { page, words, navigation, certificates, apis, security } = warifu
    await uploadSample(warifu, 'rsa')
    await useInSampleApi(warifu, 'Orders client')
    await navigation.goTo('apis')
    await apis.add({ name: 'Second API', path: 'second', serviceUrl: 'https://second.example' })
    await security.present('mutual')
    await security.chooseCertificate('Orders client')
    await security.save()

    const packed = await page.evaluate(async () => {
      const list = await window.warifu.certificates.list(0)
      if (!list.ok) throw new Error(list.error.code)
      return list.value
    })
    const [certificate] = unpackCertificates(packed)
    const refusal = await page.evaluate(
      (id) => window.warifu.certificates.remove({ id, etag: '*' }),
      certificate?.id ?? '',
    )
    expect(refusal).toMatchObject({
      ok: false,
      error: {
        code: 'certificate-in-use',
        details: { apis: [{ displayName: 'Sample orders' }, { displayName: 'Second API' }] },
      },
    })

    await navigation.goTo('certificates')
    await certificates.askToDelete('Orders client')
    const warning = page.getByRole('alertdialog')
    await expect(warning).toContainText(words.certificates.deletion.inUseTitle)
    await expect(warning.getByRole('link', { name: /Sample orders/ })).toBeVisible()
    await warning.getByRole('link', { name: /Second API/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Second API' })).toBeVisible()
    await expect(security.clientCertificate).toContainText('Orders client')
  })
})

test('after a deletion and an emptied bin neither keychain nor database hold anything of it', async ({
  warifu,
  profile,
}) => {
  const { navigation, certificates, words } = warifu
  await uploadSample(warifu, 'rsa')
  await uploadSample(warifu, 'ec')
  await navigation.goTo('certificates')
  for (const name of ['Orders client', '受注システム']) {
    await certificates.askToDelete(name)
    await navigation.answerYes(words.certificates.deletion.yes)
    await expect(certificates.row(name)).toHaveCount(0)
  }
  const emptied = await warifu.page.evaluate(() => window.warifu.bin.empty())
  expect(emptied).toMatchObject({ ok: true })
  await warifu.close()

  test.skip(keychainForTests() !== 'system', 'no Secret Service of its own to look into')
  const workspace = await Workspace.open({
    dataFolder: join(profile.dataDir, 'workspace'),
    secretsFor: (id) => createKeychain(`Warifu ${id}`),
  })
  try {
    expect(workspace.certificates.list()).toEqual([])
    expect(workspace.certificates.bin()).toEqual([])
    expect(
      (await workspace.secrets.accounts()).filter((account) => !account.startsWith('sealing-key')),
    ).toEqual([])
  } finally {
    await workspace.close()
  }
})
