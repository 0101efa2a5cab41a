export const bin = {
  title: 'Bin',
  back: 'Client certificates',
  lead: 'Deleted certificates can be restored for one day, with their password. After that they are gone for good. | Deleted certificates can be restored for {n} days, with their passwords. After that they are gone for good.',
  leadOff:
    'Certificates are not kept after they are deleted. What lies here was deleted before that was decided.',
  openCount: 'Bin (one certificate) | Bin ({n} certificates)',
  loading: 'Reading the bin…',
  empty: 'The bin is empty',
  emptyText: 'A certificate that you delete waits here, in case it is needed after all.',
  columns: {
    certificate: 'Certificate',
    deleted: 'Deleted',
    left: 'Kept for',
    actions: 'Actions',
  },
  left: 'one day | {n} days',
  leftToday: 'less than a day',
  restore: 'Restore',
  restored: '{name} is among the client certificates again.',
  purge: 'Remove for good',
  purgeTitle: 'Remove this certificate for good?',
  purgeText:
    '{name} (…\u2060{last}) cannot be restored any more. To use it again, you need the .pfx file and its password. Automatic backups that hold it are removed after a new one is made without it.',
  purged: '{name} is gone for good.',
  emptyBin: 'Empty the bin',
  emptyTitle: 'Empty the bin?',
  emptyBinText:
    'One certificate is removed for good, with its password, also from the automatic backups. | {n} certificates are removed for good, with their passwords, also from the automatic backups.',
  emptied: 'The bin is empty.',
} as const
