export const thresholds = {
  title: 'Expiry',
  label: 'Remind me this many days before a certificate expires',
  days: 'one day | {n} days',
  remove: 'Remove {days}',
  number: 'Days',
  add: 'Add',
  hint: 'Home and the list of certificates go by these days.',
  notify: 'Also tell me by a notification of this computer, once a day at most',
  reset: 'Back to the usual days',
  problems: {
    number: 'Enter a whole number of days from 1 to {longest}.',
    there: 'This is in the list already.',
    full: 'There can be {most} of them. Remove one first.',
  },
} as const
