/** PFX files made by other people's tools, and a back end that is not ours. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { callGateway } from '../fixtures/gateway-call.ts'
import { startNginx } from '../fixtures/nginx-back-end.ts'
import { createAuthority } from '../fixtures/own-authority.ts'
import { missing, pfxMakers } from '../fixtures/pfx-tools.ts'
import type { PfxMaker } from '../fixtures/pfx-tools.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { expect, test } from '../fixtures/test.ts'

const seenByNginx = ({ name, needs, make }: PfxMaker): void => {
  test(`nginx sees the certificate of a PFX made with ${name} after Save, and none after None`, async ({
    profile,
  }) => {
    const lacking = missing([...needs, 'nginx'])
    test.skip(lacking.length > 0, `not installed: ${lacking.join(', ')}`)

    const folder = join(profile.folder, 'company')
    mkdirSync(folder)
    const authority = await createAuthority(folder)
    const pfx = make(authority)
    const nginx = await startNginx(authority)
    const warifu = await profile.enter(authority.certificate)
    const { navigation, certificates, wizard, apis, security } = warifu

    await answerFileDialog(warifu, pfx.path)
    await navigation.goTo('certificates')
    await certificates.beginUpload()
    await wizard.browse()
    await wizard.enterPassword(pfx.password)
    await wizard.upload()
    await wizard.finish()
    await expect(certificates.row(pfx.commonName)).toBeVisible()

    // Whom an API trusts is chosen in the workspace alone; a service is told by whoever runs it.
    const trustFile = warifu.estate.kind === 'workspace'
    await answerFileDialog(warifu, authority.certificate)
    await navigation.goTo('apis')
    await apis.add({ name: 'Company', path: 'company', serviceUrl: nginx.url, trustFile })
    expect(await callGateway(warifu, '/company/')).toMatchObject({ status: 400 })

    await security.present('mutual')
    await security.chooseCertificate(pfx.commonName)
    await security.save()
    const seen = await callGateway(warifu, '/company/')
    expect(seen.status).toBe(200)
    expect(seen.body).toContain(`CN=${pfx.commonName}`)

    await security.present('none')
    await security.save()
    const refused = await callGateway(warifu, '/company/')
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('No required SSL certificate was sent')
    await nginx.stop()
  })
}

for (const maker of pfxMakers) seenByNginx(maker)

// Files are read before they are sent, in the same way for both: one of them shows the way through a service.
test.describe('at a service', () => {
  test.use({ language: 'ja', at: 'service' })
  seenByNginx(pfxMakers[0])
})
