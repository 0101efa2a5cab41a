export const repairs = {
  mendedTitle: 'Something was put right at the start',
  attentionTitle: 'Something in the workspace needs your attention',
  dismiss: 'Understood',
  show: 'Show',
  sentences: {
    'act-undone':
      'A change had been interrupted ({act}: {name}). It was undone; nothing of it is left, so make it again.',
    'act-finished': 'A change had been interrupted ({act}: {name}). It was brought to its end.',
    'act-waits-for-keychain':
      'A change had been interrupted ({act}: {name}). It is put right as soon as the keychain can be reached; nothing is lost.',
    'keychain-item-missing':
      'The password of the certificate {name} is not in the keychain any more, so it cannot be presented. Upload the same file again; the APIs that use it keep their setting.',
    'basic-password-missing':
      'The password with which {name} signs in to its back end is not in the keychain any more. Enter it again in the Security tab.',
    'sealed-certificate-damaged':
      'The stored file of the certificate {name} is damaged, so it cannot be presented. Upload the same file again; the APIs that use it keep their setting.',
    'sealed-certificate-mended':
      'The stored file of the certificate {name} was damaged. It was put right from an automatic backup; nothing is lost.',
    'keychain-item-left-over':
      'The keychain holds one item of this workspace that nothing in it refers to. It was left alone: it may belong to what a damaged database held. | The keychain holds {n} items of this workspace that nothing in it refers to. They were left alone: they may belong to what a damaged database held.',
    'database-set-aside': 'The database was damaged. It was kept aside as {file}.',
    'database-restored':
      'The workspace was restored from its automatic backup of {date} and the log of what was changed after it. Everything up to the last recorded change, of {until}, is there.',
    'database-restored-in-part':
      'The workspace was restored from its automatic backup of {date}; the last change that could be restored is of {until}. Changes made after that are missing: look through certificates and APIs, and compare with Activity.',
    'database-started-empty':
      'There was no sound automatic backup, so the workspace begins empty. If you have a backup file, restore it now.',
  },
  leftOver: {
    remove: 'Remove left-over items…',
    title: 'Remove what is left over in the keychain?',
    text: 'One keychain item of this workspace is removed for good. Nothing here uses it. Keep it if you still mean to recover a damaged database: it may be the password of a certificate in there. | {n} keychain items of this workspace are removed for good. Nothing here uses them. Keep them if you still mean to recover a damaged database: they may be the passwords of certificates in there.',
    yes: 'Yes, remove them',
    done: 'One left-over item was removed from the keychain. | {n} left-over items were removed from the keychain.',
  },
  gone: 'one that is no longer there',
} as const
