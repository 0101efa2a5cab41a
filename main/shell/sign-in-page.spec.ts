import { beforeEach, expect, it, vi } from 'vitest'
import { openSignInPage, signedInPage } from './sign-in-page.ts'

const opened = vi.hoisted((): string[] => [])
vi.mock('electron', () => ({
  shell: {
    openExternal: (url: string) => {
      opened.push(url)
      return Promise.resolve()
    },
  },
}))
beforeEach(() => {
  opened.length = 0
})

it.each([
  'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?client_id=1',
  'https://login.microsoftonline.us/x',
  'https://login.chinacloudapi.cn/x',
  'https://microsoft.com/devicelogin',
])('%s is opened', async (address) => {
  await openSignInPage(address)
  expect(opened).toEqual([address])
})

it.each([
  'http://login.microsoftonline.com/x',
  'https://login.microsoftonline.com.example/x',
  'https://login.microsoftonline.com:8443/x',
  'https://user@login.microsoftonline.com/x',
  'https://example.com/login.microsoftonline.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:',
  '',
])('%s is not opened', async (address) => {
  await expect(openSignInPage(address)).rejects.toMatchObject({ code: 'sign-in-failed' })
  expect(opened).toEqual([])
})

it('the page in the browser is in the language in effect', () => {
  expect(signedInPage('ja')).toContain('<html lang="ja">')
  expect(signedInPage('en')).toContain('Warifu')
  expect(signedInPage('en')).not.toBe(signedInPage('ja').replace('ja', 'en'))
})
