export const thresholds = {
  title: 'Expiry',
  label: 'Remind me this many days before a certificate expires',
  days: '1 day | {n} days',
  remove: 'Remove {days}',
  number: 'Days',
  add: 'Add',
  hint: 'Home and the list of certificates use these days.',
  notify: 'Also notify me on this computer, once a day at most',
  reset: 'Back to the usual days',
  problems: {
    number: 'Enter a whole number of days from 1 to {longest}.',
    there: 'This is in the list already.',
    full: 'There can be {most} of them. Remove one first.',
  },
} as const
