export const app = {
  cannotStart: 'Warifu cannot start',
  dropHere: 'Drop the certificate file here',
  dropHint: 'A .pfx file. Nothing is kept until you say so.',
  dropDocument: 'Drop the OpenAPI document or the certificate file here',
  dropDocumentHint: 'Nothing is imported or kept until you say so.',
  navigation: {
    label: 'Main menu',
    activity: 'Activity',
    apis: 'APIs',
    calls: 'Live calls',
    certificates: 'Client certificates',
    home: 'Home',
    inspect: 'Inspect',
    sample: 'Sample',
    security: 'Security',
    settings: 'Settings',
  },
} as const
