/** The service that is shown: the switcher, the list of connections, and the way to a new one. */
import type { Locator, Page } from 'playwright/test'
import { choose } from './navigation.ts'
import type { Words } from './words.ts'

export interface NewConnection {
  /** Of a test server. */
  endpoint: string
  token: string
  name: string
  resourceId: string
}

export interface ConnectionsScreen {
  /** What is shown, in the navigation. */
  switcher: Locator
  status: Locator
  /** Goes as far as to the choice of a service. */
  reach: (access: Pick<NewConnection, 'endpoint' | 'token'>) => Promise<void>
  /** Adds one; afterwards it is shown. */
  add: (connection: NewConnection) => Promise<void>
  /** Shows the service of this name, or the workspace. */
  show: (name: string) => Promise<void>
  /** Opens the choice of what is copied from what is shown. */
  beginCopy: () => Promise<void>
  /** Answers the banner that says that the sign-in has ended. */
  signInAgain: (token: string) => Promise<void>
  dialog: Locator
}

export const connectionsScreen = (page: Page, words: Words): ConnectionsScreen => {
  const { connections } = words
  const menu = page.getByRole('navigation', { name: words.app.navigation.label })
  const switcher = menu.getByRole('button', { name: connections.switcher })
  const dialog = page.getByRole('dialog')
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
  const field = (label: string) => dialog.getByLabel(label, { exact: true })

  const reach = async ({ endpoint, token }: Pick<NewConnection, 'endpoint' | 'token'>): Promise<void> => {
    await switcher.click()
    await press(connections.add)
    await choose(page, connections.access.cloud, connections.clouds.custom)
    await field(connections.access.endpoint).fill(endpoint)
    await field(connections.access.token).fill(token)
    await press(connections.wizard.next)
    await field(connections.service.id).waitFor()
  }

  return {
    switcher,
    status: page.getByRole('contentinfo').getByRole('status', { name: connections.status.label }),
    dialog,
    reach,
    add: async ({ name, resourceId, ...access }) => {
      await reach(access)
      await field(connections.service.id).fill(resourceId)
      await field(connections.service.name).fill(name)
      await press(connections.wizard.connect)
      await dialog.waitFor({ state: 'detached' })
    },
    show: async (name) => {
      await switcher.click()
      await dialog.getByRole('listitem').getByRole('button').filter({ hasText: name }).first().click()
      await dialog.waitFor({ state: 'detached' })
    },
    beginCopy: async () => {
      await switcher.click()
      await press(words.copying.open)
      await dialog.getByRole('group').first().waitFor()
    },
    signInAgain: async (token) => {
      await page.getByRole('alert').getByRole('button', { name: connections.signIn, exact: true }).click()
      await field(connections.access.token).fill(token)
      await press(connections.wizard.next)
      await dialog.waitFor({ state: 'detached' })
    },
  }
}
