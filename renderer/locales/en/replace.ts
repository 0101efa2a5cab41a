export const replace = {
  title: 'Replace certificate',
  action: 'Replace…',
  replacing: 'Certificate to replace',
  lead: 'Choose the .pfx file that takes the place of this certificate in every API.',
  switches:
    'One API switches to this certificate at once: {apis}. | {n} APIs switch to this certificate at once: {apis}.',
  switchesPlaces: 'Switching to this certificate at once: {places}.',
  switchesNone: 'No API uses {name}, so none switches.',
  kept: 'The old certificate is kept until you delete it, so that you can roll back with one click.',
  notKept:
    'The service keeps its ID and forgets the old certificate: keep its .pfx file if you may need it again.',
  go: 'Replace',
  renewal: {
    title: 'This looks like a renewal',
    text: 'It has the same subject and issuer as {name} (…\u2060{last}), and is valid for longer.',
    replace: 'Replace the old one',
    beside: 'Add as a separate certificate',
  },
  there: { show: 'Show in the list' },
  same: {
    title: 'This certificate is there already, from another file',
    text: '{name} is stored from another file or with another password. This file and its password can take the place of what is stored.',
    stays: 'The certificate is the same, so the APIs that use it go on without noticing.',
    go: 'Replace the stored file',
    doneTitle: 'The stored file was replaced',
    doneText:
      'The certificate is kept as this file, with its password. The APIs that use it keep their setting.',
  },
  done: {
    title: 'The certificate was replaced',
    switched:
      'One API now presents the new certificate: {apis}. | {n} APIs now present the new certificate: {apis}.',
    switchedPlaces: 'Now presenting the new certificate: {places}.',
    switchedNone: 'No API used the old certificate, so none was switched.',
    immediate: 'Calls that begin from now on use it; calls under way finish with the old one.',
  },
  replaced: 'Replaced',
  replacedBy: 'Replaced by {name} (…\u2060{last}) on {date}.',
  replacedByGone: 'Replaced on {date} by a certificate that is no longer there.',
  tookPlace: 'Took the place of {name} (…\u2060{last}) on {date}.',
  rollBack: 'Roll back',
  rolledBack: '{name} has its place back.',
} as const
