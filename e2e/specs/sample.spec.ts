/** The sample workspace goes as it came. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { callGateway } from '../fixtures/gateway-call.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'

test('the sample is removed without a trace, used as it is', async ({ warifu, profile }) => {
  const { navigation, sample, certificates, apis } = warifu
  await uploadSample(warifu, 'rsa')
  await useInSampleApi(warifu, 'Orders client')
  expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 200 })

  await navigation.goTo('sample')
  await sample.remove()
  expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 404 })
  await navigation.goTo('apis')
  await expect(apis.row('Sample orders')).toHaveCount(0)
  await navigation.goTo('certificates')
  await expect(certificates.row('Orders client')).toHaveCount(0)
  expect(existsSync(join(profile.dataDir, 'workspace', 'sample'))).toBe(false)
})

test('a certificate that the back end does not accept is refused with the reason', async ({ warifu }) => {
  const { navigation, apis, security, testCall, words } = warifu
  await uploadSample(warifu, 'untrusted')
  await useInSampleApi(warifu, 'Orders client (self-signed)')
  const { status, body } = await callGateway(warifu, '/sample/orders')
  expect(status).toBe(502)
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'BackEndRefusedCertificate' } })

  await apis.tab('test')
  await testCall.send('/orders')
  await expect(testCall.answer).toContainText(words.checks.alerts.unknown_ca.what)

  await uploadSample(warifu, 'ec')
  await navigation.goTo('apis')
  await apis.open('Sample orders')
  await apis.tab('security')
  await security.chooseCertificate('受注システム')
  await security.save()
  expect(await callGateway(warifu, '/sample/orders')).toMatchObject({ status: 200 })
})
