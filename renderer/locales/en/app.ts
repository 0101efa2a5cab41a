export const app = {
  cannotStart: 'Warifu cannot start',
  dropHere: 'Drop files here',
  dropHint: 'Nothing is kept until you say so.',
  navigation: {
    label: 'Main menu',
    activity: 'Activity',
    apis: 'APIs',
    calls: 'Live calls',
    certificates: 'Client certificates',
    home: 'Home',
    help: 'Help',
    inspect: 'Inspect',
    sample: 'Sample',
    security: 'Security',
    settings: 'Settings',
  },
} as const
