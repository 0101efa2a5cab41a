import type { DiagnosticsPart, Redaction } from '../../../preload/contract/diagnostics.ts'

export const diagnostics = {
  title: 'Diagnostics',
  text: 'One readable text file for whoever helps you. You see what it holds before it is written, and it is sent nowhere by itself.',
  open: 'Save diagnostics…',
  lead: 'Look at the file before you pass it on. It will hold:',
  parts: {
    program: 'Versions of the program and the system',
    settings: 'Settings, and what your organisation manages',
    workspace: 'How many certificates and APIs there are, and the state of keychain and gateway',
    crashes: 'When the program crashed; not what was in memory',
    log: 'The log of what went wrong',
  } satisfies Record<DiagnosticsPart, string>,
  removed: 'Taken out',
  removedNothing: 'Nothing had to be taken out.',
  kinds: {
    key: '1 key or certificate | {n} keys or certificates',
    password: '1 password | {n} passwords',
    token: '1 token | {n} tokens',
    'home-folder': 'Name of your user folder, once | Name of your user folder, {n} times',
  } satisfies Record<Redaction, string>,
  never: 'Never in it',
  neverText:
    'Certificates, private keys and passwords; names and addresses of APIs; policies; the activity record.',
  save: 'Save…',
  saved: 'Saved: {name}',
} as const
