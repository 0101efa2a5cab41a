export const app = {
  cannotStart: 'Warifu cannot start',
  dropHere: 'Drop the certificate file here',
  dropHint: 'A .pfx file. Nothing is kept until you say so.',
  navigation: {
    label: 'Main menu',
    apis: 'APIs',
    certificates: 'Client certificates',
    sample: 'Sample workspace',
    security: 'Security',
    settings: 'Settings',
  },
} as const
