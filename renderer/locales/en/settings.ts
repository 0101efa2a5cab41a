export const settings = {
  title: 'Settings',
  appearance: {
    title: 'Language and appearance',
    language: 'Language',
    languageSystem: 'As the system',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  gateway: {
    title: 'Gateway',
    port: 'Port',
    portHint:
      'The gateway listens on 127.0.0.1, for this computer only. Calls under way are finished on the old port.',
    apply: 'Apply',
    portInvalid: 'A port is a whole number from 1 to 65535.',
    portLow: 'Ports below 1024 often need special rights.',
  },
  restApi: {
    title: 'REST API',
    text: 'Scripts on this computer can manage certificates, APIs and policies by the REST API of Azure API Management. Every change is in the activity record.',
    off: 'Off',
    running: 'On: {url}',
    portHint: 'It listens on 127.0.0.1, for this computer only. Every request needs the token.',
    switchOn: 'Switch on',
    switchOff: 'Switch off',
    renew: 'Make a new token…',
    renewTitle: 'Make a new token?',
    renewText: 'Scripts that use the token of now are refused from then on.',
    renewYes: 'Make a new token',
    tokenOnce: 'This token is shown only now. Keep it where your script reads it.',
    copyToken: 'Copy the token',
  },
  data: {
    title: 'Data',
    folder: 'Where it is kept',
    folderHint: 'Certificates lie there sealed. They are of no use without the keychain of this account.',
    share: 'Network share ({type})',
    shareHint:
      'Warifu can have it open on one computer at a time, and keeps its database in the way that suits a share. A folder on a disk of this computer is quicker and safer.',
    copy: 'Copy the path',
    keychain: 'Keychain',
    available: 'Available: {name}',
    locked: 'Locked',
    lockedHint:
      'Unlock the keychain of your account, then check again. Until then no certificate can be opened or kept.',
    unavailable: 'Not available',
    unavailableHint: 'Warifu keeps no certificate without it. Nothing is ever written in plain text instead.',
    how: {
      linux:
        'Install a Secret Service, such as GNOME Keyring or KWallet, with the library libsecret. On Debian and Ubuntu: apt install gnome-keyring libsecret-1-0. Then log in again.',
      darwin: 'Open Keychain Access and check that the “login” keychain is there and unlocked.',
      win32: 'Check that the service “Credential Manager” is running and not forbidden by a policy.',
    },
    reported: 'Reported: {reason}',
    check: 'Check again',
  },
  sample: {
    title: 'Sample',
    text: 'A back end that demands client certificates, PFX files with known passwords, and an API to try them on.',
    open: 'Open the sample',
  },
  about: {
    title: 'About',
    version: 'Warifu {version}',
    text: 'A console for the client certificates that APIs present to their back ends.',
  },
} as const
