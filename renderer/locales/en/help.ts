/** The help: a page for each screen, and the whole job as steps. */
export const help = {
  title: 'Help',
  guide: 'The whole job, step by step',
  done: 'done',
  dismiss: 'Do not show this here any more',
  parts: { what: 'What this is', how: 'What to do', good: 'Good to know' },
  steps: {
    upload: {
      title: 'Upload a certificate',
      text: 'You need the .pfx file that your CA gave you, and its password.',
      go: 'Upload',
    },
    api: {
      title: 'Add the API',
      text: 'Give it a path here and the URL of its back end, which asks for the certificate.',
      go: 'Add API',
    },
    choose: {
      title: 'Make the API present the certificate',
      text: 'In the Security tab: With credentials > Mutual certificates, choose it, and save.',
      go: 'Open Security',
    },
    call: {
      title: 'See that a call authenticates',
      text: 'Make a test call. It is done once a back end has accepted the certificate.',
      go: 'Test call',
    },
    delete: {
      title: 'Delete what is not needed any more',
      text: 'First remove it from every API, then delete it. Until its days in the bin are over you can have it back.',
      go: 'Open the list',
    },
  },
  pages: {
    home: {
      title: 'Home',
      what: 'Whatever needs you: certificates that end soon, calls that fail, settings that are not safe. The timeline shows which certificate ends when, and which APIs would stop then.',
      how: 'Begin at the top: the most urgent comes first, and each line has a button that leads to its remedy.',
      good: 'If nothing is listed, nothing needs you. You decide in the settings how many days before its end a certificate shows here.',
    },
    certificates: {
      title: 'Client certificates',
      what: 'A client certificate is how an API proves to its back end who it is. It comes from a CA as a .pfx file, which also holds its private key and is protected by a password.',
      how: 'Press Upload certificate, or drop files or a folder on the window. To find one again, type part of its name or the last four characters of its thumbprint.',
      good: 'A certificate in use cannot be deleted; the warning names what uses it. When a renewal comes, upload it as a replacement: all APIs go on with it at once.',
    },
    map: {
      title: 'Map',
      what: 'Certificates on the left, what uses them on the right, and a line for each use.',
      how: 'Point at one to see what it is bound to, and click to open it. With the keyboard: up and down within a side, left and right across, Enter to open.',
      good: 'What is used nowhere stands at the end. “Only problems” leaves what has ended, ends soon, is weak or is unused.',
    },
    bin: {
      title: 'Bin',
      what: 'Deleted certificates, with their passwords, for as many days as each line says.',
      how: 'Restore one to have it back as it was. Delete it for good if nobody may restore it.',
      good: 'What is deleted for good also leaves the automatic backups. Keep the .pfx file if you may need it again.',
    },
    apis: {
      title: 'APIs',
      what: 'Each API has a path at the gateway on this computer and a back end to which its calls are passed on.',
      how: 'Add an API with its path and the URL of its back end. Then choose in its Security tab what it presents there.',
      good: 'The address to call stands in the list and can be copied. What applies to all APIs has a policy of its own.',
    },
    overview: {
      title: 'An API',
      what: 'Where the API is called, where its calls go, and whom it trusts there.',
      how: 'If your company has a CA of its own, give its certificate as a file under the trusted authorities.',
      good: 'Checks that are switched off are shown on every page of the API: without them somebody else could pose as the back end.',
    },
    security: {
      title: 'Security',
      what: 'What the gateway presents to the back end: nothing, a user name with a password, or a client certificate.',
      how: 'Choose Mutual certificates, choose the certificate, and save. Before it is saved, it is tried at the back end; if that fails, you read why.',
      good: 'A change holds for the next call; calls under way are not cut. The choice is part of the API’s policy.',
    },
    operations: {
      title: 'Operations',
      what: 'What callers may do: a method and a path each. An API with no operation passes everything on.',
      how: 'Add them one by one, or import an OpenAPI document. You see what changes before it is done.',
      good: 'As soon as there is one operation, calls that answer to none are refused. Every change here can be undone.',
    },
    policy: {
      title: 'Policy',
      what: 'Rules that calls go through, as text and as a form. Both show the same.',
      how: 'Change a rule in the form, or write in the text. Save shows first what changes.',
      good: '“In effect” puts the policies of all scopes together and says which parts the gateway applies.',
    },
    test: {
      title: 'Test call',
      what: 'A call through the gateway, as a client would make it, with all that was presented on the way.',
      how: 'Choose method and path, and send. The answer says which certificate was presented, and whether the back end took it.',
      good: 'If the back end refuses, the reason stands beside what it asked for: often another CA, or an ended certificate.',
    },
    calls: {
      title: 'Live calls',
      what: 'The gateway’s calls as they happen: when, which API, how long, with which result.',
      how: 'Filter by API or by failure, pause, and open one for its details.',
      good: 'Nothing of what a call carries is kept: neither bodies nor passwords.',
    },
    activity: {
      title: 'Activity',
      what: 'Every change to the workspace: when, who, what, before and after.',
      how: 'Search or filter, open an entry for its details, or export all of it for an audit.',
      good: 'The entries are chained. “Verify” shows whether somebody has changed or removed one afterwards.',
    },
    inspect: {
      title: 'Inspect',
      what: 'Looks into any certificate file without keeping it.',
      how: 'Drop a file here, or paste text. A .pfx shows more once you give its password.',
      good: 'It is the place to find out why a file cannot be uploaded, or to compare two certificates.',
    },
    sample: {
      title: 'Sample',
      what: 'A back end on this computer that demands a client certificate, with certificates for it.',
      how: 'Install it, and go through its steps: upload, choose, call.',
      good: 'It can be removed without a trace. Your own certificates and APIs stay.',
    },
    settings: {
      title: 'Settings',
      what: 'Language and look, the gateway, notices of expiry, backups, and what your organisation has decided.',
      how: 'Change what you need; each part says when it takes effect.',
      good: 'Make a backup before you move to another computer. It is protected by a passphrase that only you know.',
    },
  },
} as const
