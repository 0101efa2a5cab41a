export const ui = {
  cancel: 'Cancel',
  capsLock: 'Caps Lock is on.',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  hidePassword: 'Hide the password',
  notification: 'Notification',
  notifications: 'Notifications ({hotkey})',
  unknown: 'Not known',
  retry: 'Try again',
  showPassword: 'Show the password',
  undo: 'Undo',
} as const
