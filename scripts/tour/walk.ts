/** The guide's job, step by step, as an administrator does it; after each step a picture and a line. */
import { callGateway } from '../../e2e/fixtures/gateway-call.ts'
import type { Program } from '../../e2e/fixtures/program.ts'

/** Told after each step: the picture's name and what was done. */
export type Report = (name: string, line: string) => Promise<void>

const client = 'Orders client'

export const walk = async (warifu: Program, report: Report): Promise<void> => {
  await bringSample(warifu, report)
  await upload(warifu, report)
  await useInApi(warifu, report)
  await remove(warifu, report)
}

const bringSample = async ({ navigation, sample }: Program, report: Report): Promise<void> => {
  await navigation.goTo('sample')
  await report('welcome', 'The first start offers the sample workspace')
  await sample.install()
  await report('sample', 'The sample: a back end that demands client certificates, and four PFX files')
}

const upload = async (warifu: Program, report: Report): Promise<void> => {
  const { navigation, certificates, wizard, words } = warifu
  await navigation.goTo('certificates')
  await report('no-certificates', 'Security > Client certificates')
  await certificates.beginUpload()
  await report('choose-file', 'Upload certificate: browse for the .pfx')
  await wizard.takeSample('orders-rsa.pfx')
  await wizard.enterPassword('wrong')
  await wizard.problem.filter({ hasText: words.errors.codes['wrong-password'].what }).first().waitFor()
  await report('wrong-password', 'The password is checked at once, and a wrong one is told')
  await wizard.enterPassword('warifu-sample')
  await wizard.dialog.getByText(client).first().waitFor()
  await report('contents', 'What is inside is shown before it is kept')
  await wizard.upload()
  await report('uploaded', 'Upload')
  await wizard.finish()
  await certificates.row(client).waitFor()
  await report('certificates', 'It is in the list: subject, and the last four characters of the thumbprint')
}

const useInApi = async (warifu: Program, report: Report): Promise<void> => {
  const { page, navigation, apis, security, policy, testCall } = warifu
  await navigation.goTo('apis')
  await apis.row('Sample orders').waitFor()
  await report('apis', 'APIs')
  await apis.open('Sample orders')
  await apis.tab('security')
  await security.present('mutual')
  await security.clientCertificate.click()
  await report('choose-certificate', 'The API > Security > With credentials: Mutual certificates')
  await page.getByRole('option').filter({ hasText: client }).click()
  await security.save()
  await report('saved', 'Save: in effect at once')
  await apis.tab('test')
  await testCall.send('/orders')
  await testCall.answer.filter({ hasText: '200 OK' }).first().waitFor()
  const { status } = await callGateway(warifu, '/sample/orders')
  if (status !== 200) throw new Error(`from outside the program the call was answered with ${status}`)
  await report('test-call', `The next call presents it; from outside the program too (${status})`)
  await apis.tab('policy')
  await policy.editor.filter({ hasText: 'authentication-certificate' }).first().waitFor()
  await report('policy', 'The policy editor shows it')
}

const remove = async (warifu: Program, report: Report): Promise<void> => {
  const { page, navigation, apis, certificates, security, testCall, words } = warifu
  await navigation.goTo('certificates')
  await certificates.askToDelete(client)
  const warning = page.getByRole('alertdialog')
  await warning.getByText('Sample orders').first().waitFor()
  await report('in-use', 'Delete: while an API uses it, the warning names the API and leads there')
  await warning.getByRole('link', { name: /Sample orders/ }).click()
  await security.present('none')
  await security.save()
  await apis.tab('test')
  await testCall.send('/orders')
  await testCall.answer.filter({ hasText: '502 Bad Gateway' }).first().waitFor()
  await report('refused', 'With None the back end refuses the call, and the reason is told')
  await navigation.goTo('certificates')
  await certificates.askToDelete(client)
  await page.getByRole('alertdialog').getByText(words.certificates.deletion.yes).waitFor()
  await report('delete', 'Delete: now it can be')
  await navigation.answerYes(words.certificates.deletion.yes)
  await certificates.row(client).waitFor({ state: 'detached' })
  await report('deleted', '"Yes, delete it"')
  await navigation.goTo('settings')
  await report('settings', 'Settings')
}
