import type { NoUpdates } from '../../../preload/contract/updates.ts'

export const updates = {
  title: 'Updates',
  off: {
    'managed-off': 'Your organisation distributes new versions by its own tools.',
    'no-server': 'Your organisation has named no update server, so Warifu does not look for updates.',
    'not-installed': 'Warifu runs from its sources here; it does not update itself.',
    unsigned:
      'This program is not signed, so an update could not be told from somebody else’s program. Install new versions by hand.',
    'other-tool': 'Whoever installed Warifu updates it: your package manager or your IT department.',
  } satisfies Record<NoUpdates, string>,
  never: 'Warifu looks for a new version once a day. Nothing is downloaded until you say so.',
  current: 'This is the newest version. Last checked: {when}',
  checking: 'Asking the update server…',
  available: 'Version {version} is available.',
  availableText: 'It is downloaded and verified first, and installed when you quit Warifu.',
  downloading: 'Downloading version {version}',
  percent: '{percent} %',
  ready: 'Version {version} is downloaded and verified.',
  readyText: 'It is installed when you quit Warifu. Certificates, APIs and settings stay as they are.',
  check: 'Check for updates',
  download: 'Download',
  installNow: 'Quit and install',
} as const
