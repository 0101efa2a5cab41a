import type { FileKind } from '../../../preload/contract/files.ts'

const needed =
  'What is needed is a .pfx (or .p12) file, which holds the certificate together with its private key.'

const withKey = `${needed} Export it on the computer where the certificate was requested. If you have the private key as a file, a .pfx can be made of the two here.`
const withCertificate = 'If you have its certificate as a file, too, a .pfx can be made of the two here.'

/** Said when a file is not a PFX: what it is, and what to look for instead. */
export const fileKinds = {
  pfx: { what: 'This is a PFX file.', todo: 'Enter its password.' },
  'pem-certificate': {
    what: 'This is a certificate in PEM form, without its private key.',
    todo: withKey,
  },
  'pem-bundle': {
    what: 'This is a PEM file with several certificates or keys.',
    todo: 'If it holds the private key and its certificate, a .pfx can be made of them here.',
  },
  'pem-private-key': {
    what: 'This is a private key in PEM form, without its certificate.',
    todo: withCertificate,
  },
  'der-certificate': {
    what: 'This is a certificate alone (.cer or .crt), without its private key.',
    todo: withKey,
  },
  'certificate-request': {
    what: 'This is a certificate request (CSR), which a CA has yet to answer.',
    todo: 'Send it to your CA. Then make a .pfx of the certificate you get and the key you made the request with.',
  },
  'certificate-list': { what: 'This is a list of revoked certificates (CRL).', todo: needed },
  pkcs7: {
    what: 'This is a PKCS#7 file (.p7b): certificates without a private key.',
    todo: `${needed} Import the .p7b where the request was made, then export from there as .pfx.`,
  },
  'private-key': {
    what: 'This is a private key without its certificate.',
    todo: withCertificate,
  },
  'encrypted-private-key': {
    what: 'This is an encrypted private key without its certificate.',
    todo: withCertificate,
  },
  'public-key': {
    what: 'This is a public key alone, without a certificate and without its private key.',
    todo: withKey,
  },
  'java-keystore': {
    what: 'This is a Java key store (JKS, JCEKS or Bouncy Castle).',
    todo: 'Convert it first: keytool -importkeystore -srckeystore FILE -destkeystore client.pfx -deststoretype PKCS12',
  },
  'certificate-store': {
    what: 'This is a Windows certificate store (.sst): certificates without a private key.',
    todo: `${needed} In Windows, export the certificate again and choose “Yes, export the private key”.`,
  },
  'ssh-key': {
    what: 'This is an SSH key. TLS needs a certificate.',
    todo: 'Ask your CA for a client certificate as a .pfx file.',
  },
  pgp: {
    what: 'This is an OpenPGP key or message. TLS needs a certificate.',
    todo: 'If the .pfx was encrypted for you with it, decrypt it first. Otherwise ask your CA for a .pfx file.',
  },
  base64: {
    what: 'This is text in base64, perhaps a file that was sent as text.',
    todo: 'Turn it back into the original file and choose that. In Windows: certutil -decode FILE client.pfx; elsewhere: base64 -d FILE > client.pfx',
  },
  image: { what: 'This is a picture.', todo: needed },
  pdf: { what: 'This is a PDF document.', todo: needed },
  'office-document': {
    what: 'This is an Office document.',
    todo: `${needed} If it lies in the document, save it from there to a file of its own.`,
  },
  archive: { what: 'This is a compressed archive.', todo: 'Unpack it and choose the .pfx file inside.' },
  program: { what: 'This is a program.', todo: needed },
  html: {
    what: 'This is a web page, perhaps an error or sign-in page saved in place of the file.',
    todo: 'Sign in where you downloaded it and download the .pfx again.',
  },
  json: { what: 'This is a JSON file.', todo: needed },
  text: { what: 'This is a text file.', todo: needed },
  empty: {
    what: 'The file is empty.',
    todo: 'Copy or download it again; its transfer was probably cut short.',
  },
  unknown: {
    what: 'This is not a PFX file, and not a certificate file of another kind either.',
    todo: needed,
  },
} as const satisfies Record<FileKind, { what: string; todo: string }>
