import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { azureErrors, azureReasons, patience } from './azure-errors.ts'

/** For each code: what happened (and why), and what to do about it. */
export const errors = {
  things: {
    certificate: 'certificate',
    api: 'API',
    operation: 'operation',
    policy: 'policy',
    connection: 'connection',
  },
  /** What the operating system or the reader gave as the reason of a failure, where there is a plain word for it. */
  patience,
  reasons: {
    ...azureReasons,
    EACCES: 'this account may not',
    EBUSY: 'another program is using it',
    EISDIR: 'it is a folder or no ordinary file',
    ENAMETOOLONG: 'its name is too long',
    ENOENT: 'it is no longer there',
    ENOSPC: 'the disk is full',
    EPERM: 'this account may not',
    EROFS: 'the disk allows reading only',
    ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'it has no list of updates',
    ERR_NAME_NOT_RESOLVED: 'its name is not known',
    ERR_CONNECTION_REFUSED: 'nothing answers there',
    ERR_CONNECTION_TIMED_OUT: 'it did not answer in time',
    ERR_INTERNET_DISCONNECTED: 'there is no network',
    ERR_PROXY_CONNECTION_FAILED: 'the proxy does not answer',
    ERR_CERT_AUTHORITY_INVALID: 'its certificate is not trusted',
    ERR_CERT_COMMON_NAME_INVALID: 'its certificate is for another name',
    ERR_CERT_DATE_INVALID: 'its certificate is not valid now',
    certificate: 'one of its certificates cannot be read',
    damaged: 'it is damaged',
    'does-not-sign': 'it does not sign for the certificate',
    nesting: 'it is nested too deep',
    'no-certificate': 'there is none in it',
    'not-pkcs8': 'it is not in the form PKCS #8',
    'alias-unknown': 'an alias (*name) stands there whose anchor (&name) is nowhere before it',
    'character-missing': 'a bracket, brace, comma, colon or quotation mark is missing',
    indentation: 'the indentation does not fit what is around it',
    'key-twice': 'a key stands there that the same mapping has already',
    'several-documents': 'a second document begins there',
    syntax: 'something stands there that does not belong there',
    tab: 'a tab stands where only blanks may indent',
  },
  codes: {
    ...azureErrors,
    'algorithm-unsupported': {
      what: 'The file is protected with {algorithm}, which Warifu does not read.',
      todo: 'Export it again from its source with AES-256 encryption and SHA-256 (in Windows: “AES256-SHA256”).',
    },
    'api-path-taken': {
      what: 'The path “{path}” already belongs to the API {api}.',
      todo: 'Choose another path. Every API needs one of its own.',
    },
    cancelled: { what: 'Cancelled.', todo: 'Nothing was changed. Start again whenever you like.' },
    'backup-damaged': {
      what: 'The passphrase is right, but the backup does not hold what it should ({reason}). Nothing was restored.',
      todo: 'Use another backup, or write this one again where it came from.',
    },
    'backup-newer': {
      what: 'The backup was written by a newer Warifu (format {version}; this one knows {supported}).',
      todo: 'Install the newer version of Warifu, then restore it.',
    },
    'certificate-already-uploaded': {
      what: 'This certificate is already among the client certificates.',
      todo: 'Use the one that is there. To give it another file or password, choose Replace on it.',
    },
    'certificate-authority-invalid': {
      what: 'The file holds no certificate of an authority that can be used: {reason}.',
      todo: 'Choose a PEM or DER file with the CA certificate that issued the back end’s certificate.',
    },
    'certificate-in-use': {
      what: 'The certificate is used by {apis}, so it was not deleted.',
      todo: 'Choose another certificate or None in the Security tab of each of these APIs, or take it out of the policy or the settings that name it, then delete it.',
    },
    'certificate-refused-by-tls': {
      what: 'This certificate cannot be used for HTTPS: TLS on this computer does not take it ({reason}).',
      todo: 'Choose a certificate with a current signature (SHA-256) and key.',
    },
    'certificate-invalid': {
      what: 'A certificate in the file cannot be read: {reason}.',
      todo: 'Ask whoever issued it for a new copy of the file.',
    },
    'changed-meanwhile': {
      what: 'It was changed elsewhere while you were working on it.',
      todo: 'Load the current state, look at it, and make your change again.',
    },
    'data-folder-not-writable': {
      what: 'Warifu cannot write to its data folder {folder}: {reason}.',
      todo: 'Give your account the right to write there, then start Warifu again.',
    },
    'decoder-failed': {
      what: 'The part of Warifu that reads certificate files stopped while it read this one. Nothing was lost.',
      todo: 'Try once more. If it happens again with this file, ask its source to export it again.',
    },
    'disk-full': {
      what: 'The disk is full, so nothing was saved. What was there before is unharmed.',
      todo: 'Free some space and try again.',
    },
    'file-empty': {
      what: '“{name}” is empty.',
      todo: 'Copy or download the file again; its transfer was probably cut short.',
    },
    'too-many-files-held': {
      what: '{most} files are open already, and none of them has been let go.',
      todo: 'Finish or close what is being uploaded, inspected or restored, then choose this file again.',
    },
    'file-damaged': {
      what: 'The file is damaged ({where}).',
      todo: 'Copy or download it again. If that does not help, ask its source for a new one.',
    },
    'file-no-longer-held': {
      what: 'Warifu has let go of this file in the meantime.',
      todo: 'Choose the file again.',
    },
    'file-not-readable': {
      what: '“{name}” cannot be read: {reason}.',
      todo: 'Check that the file is still there and that your account may read it.',
    },
    'file-not-writable': {
      what: '“{name}” cannot be written: {reason}.',
      todo: 'Choose another folder, or one in which your account may write.',
    },
    'own-file-not-writable': {
      what: 'The program could not write its own file “{name}”: {reason}.',
      todo: 'See that your account may write in that folder and that no other program holds the file, then try again.',
    },
    'file-too-large': {
      what: 'The file has {bytes}; {limit} is the most that is read.',
      todo: 'Check that you chose the right file. An ordinary .pfx has a few kilobytes, an OpenAPI document rarely more than a few megabytes.',
    },
    'gateway-address-missing': {
      what: '{address} is not an address of this computer now. The gateway listens where it did.',
      todo: 'Check that the network is connected, or choose another address.',
    },
    'gateway-not-running': {
      what: 'The gateway is not running.',
      todo: 'Look at its state at the bottom of the window and start it on a free port.',
    },
    'gateway-port-taken': {
      what: 'Port {port} is used by another program.',
      todo: 'Use port {suggestion} instead, or end the other program.',
    },
    'update-damaged': {
      what: 'What was downloaded is not what the update server’s list describes: it was cut short or changed on the way. It was deleted; nothing was installed.',
      todo: 'Download it again. If it happens again, tell your IT department.',
    },
    'update-list-invalid': {
      what: 'The list of updates on {host} cannot be used: it is damaged, names no checksum, or points to another server.',
      todo: 'Tell your IT department. The installed version goes on working.',
    },
    'update-not-signed': {
      what: 'The update is not signed by whoever signed this program. It was deleted; nothing was installed.',
      todo: 'Tell your IT department at once: somebody may have exchanged the file on the server.',
    },
    'update-server-unreachable': {
      what: 'The update server {host} could not be asked: {reason}.',
      todo: 'Check the network and the proxy, then check again. The installed version goes on working.',
    },
    'managed-by-organisation': {
      what: 'Your organisation has decided on “{setting}”, so this was not done.',
      todo: 'Ask your IT department if you need it. Settings shows everything that is managed.',
    },
    'management-port-taken': {
      what: 'The REST API cannot use port {port}: another program has it.',
      todo: 'Choose another port, or end the other program.',
    },
    'key-mismatch': {
      what: 'The private key in the file does not belong to its certificate.',
      todo: 'Make the file again from the key with which the certificate was requested.',
    },
    'key-type-unsupported': {
      what: 'The certificate’s key ({keyType}) cannot be used for TLS client authentication.',
      todo: 'Have a certificate issued for an RSA key of 2,048 bits or more, for P-256, P-384 or P-521, or for Ed25519.',
    },
    'keychain-item-missing': {
      what: 'The password of this certificate is no longer in the keychain; another program or person removed it.',
      todo: 'Upload the certificate again. The APIs that use it keep their setting.',
    },
    'keychain-locked': {
      what: 'The keychain is locked.',
      todo: 'Unlock it (usually with your login password) and try again.',
    },
    'keychain-unavailable': {
      what: 'The operating system’s keychain cannot be reached: {reason}. Without it Warifu keeps no password anywhere, so nothing was saved.',
      todo: 'Look in Settings for what is missing on this computer and how to get it.',
    },
    'no-certificate': {
      what: 'The file opens, but there is no certificate in it.',
      todo: 'Export it again with the certificate included.',
    },
    'no-private-key': {
      what: 'The file opens, but there is no private key in it, so it cannot authenticate anyone.',
      todo: 'Export it again with “Yes, export the private key”, on the computer that made the request.',
    },
    'not-a-certificate-file': {
      what: 'There is no certificate, key or anything of that kind in the file.',
      todo: 'Choose a certificate file (.pfx, .cer, .crt, .pem, .p7b, .csr, .crl, .key).',
    },
    'not-a-backup': {
      what: 'The file is not a backup of a Warifu workspace.',
      todo: 'Choose the file that “Back up workspace…” has written.',
    },
    'not-a-pfx': {
      what: 'This is not a PFX file.',
      todo: 'Choose a .pfx or .p12 file with certificate and private key.',
    },
    'not-found': {
      what: 'The {what} is no longer there.',
      todo: 'Somebody else may have removed it. Go back to the list.',
    },
    'passphrase-too-short': {
      what: 'The passphrase is too short: whoever gets hold of the file could guess it.',
      todo: 'Choose one of at least {minimum} characters, for example several words.',
    },
    'password-too-long': {
      what: 'The password has {bytes}; the keychain of this system takes {limit} at most.',
      todo: 'Export the file again with a shorter password.',
    },
    'pfx-damaged': {
      what: 'The file is damaged. The password is not the problem.',
      todo: 'Copy or download it again. If that does not help, ask its source to export it again. The place, for whoever made it: {where}.',
    },
    'pfx-too-complex': {
      what: 'The file is built in a way no ordinary PFX is ({what}, limit {limit}), so it was not opened.',
      todo: 'Ask where the file comes from, and have it exported again.',
    },
    'not-openapi': {
      what: 'This is not an OpenAPI document.',
      todo: 'Choose an OpenAPI 3.0 or 3.1 document in JSON or YAML.',
    },
    'openapi-damaged': {
      what: 'The document cannot be read at line {line}, column {column}: {reason}.',
      todo: 'Correct it there with a text editor, or download it again, then choose it once more.',
    },
    'openapi-too-complex': {
      what: 'The document was not read: {what}.',
      todo: 'Ask where it comes from. A document can be split, and its parts imported one after the other.',
    },
    'operation-taken': {
      what: 'The operation {operation} already answers {method} {urlTemplate}.',
      todo: 'Choose another method or URL template, or change that operation.',
    },
    'policy-invalid': {
      what: 'The policy has an error at line {line}, column {column}: {problem}',
      todo: 'Correct it in the Policy tab, then save again.',
    },
    'private-key-invalid': {
      what: 'The private key in the file is damaged: {reason}.',
      todo: 'Ask its source to export it again. A damaged key cannot be repaired.',
    },
    'request-invalid': {
      what: 'The value of “{field}” is not acceptable.',
      todo: 'Correct it and try again.',
    },
    'sealed-certificate-damaged': {
      what: 'The stored copy of this certificate is damaged and cannot be opened.',
      todo: 'Upload the certificate again. The APIs that use it keep their setting.',
    },
    'service-url-invalid': {
      what: '“{url}” is not the address of a back end.',
      todo: 'Write it in full, such as https://orders.example.com or https://orders.example.com:8443/v1.',
    },
    'test-call-failed': {
      what: 'The call did not get an answer: {reason}.',
      todo: 'Check the path and that the gateway is running.',
    },
    'too-many-iterations': {
      what: 'Opening the file takes {iterations} iterations of key derivation; Warifu stops at {limit}.',
      todo: 'Export it again with ordinary settings: 600,000 iterations are secure enough.',
    },
    'took-too-long': {
      what: 'Reading the file was stopped after {seconds} seconds.',
      todo: 'Try again when the computer is less busy, or have the file exported with fewer iterations.',
    },
    unexpected: {
      what: 'Something happened that Warifu did not expect (reference {reference}).',
      todo: 'Try again. If it goes on, give the reference to whoever looks after Warifu; the log tells more.',
    },
    'url-template-invalid': {
      what: '“{urlTemplate}” is not a URL template: {reason}',
      todo: 'Write it like /orders, /orders/{id} or /files/{*path}.',
    },
    'workspace-damaged': {
      what: 'The workspace in {folder} is damaged and cannot be opened. The file was left as it is.',
      todo: 'Keep a copy of the folder, then restore a backup of it or start with an empty one.',
    },
    'workspace-in-use': {
      what: 'Another program has the workspace in {folder} open.',
      todo: 'Close it there first.',
    },
    'workspace-open-elsewhere': {
      what: 'Warifu on the computer {host} has the workspace in {folder} open. A workspace on a network share is open on one computer at a time, so that neither overwrites what the other keeps.',
      todo: 'Close Warifu on {host}, then start it here again. If it certainly does not run there any more (that computer was replaced, or crashed for good), delete the file workspace.owner in this folder.',
    },
    'workspace-newer': {
      what: 'The workspace was written by a newer Warifu (format {version}; this one knows {supported}). It was not touched.',
      todo: 'Install the newer version of Warifu.',
    },
    'wrong-passphrase': {
      what: 'The backup does not open: the passphrase is not right, or the file was damaged.',
      todo: 'Type the passphrase again; mind upper and lower case. If you are sure of it, use another copy of the file.',
    },
    'wrong-password': {
      what: 'The password is not right for this file.',
      todo: 'Type it again; mind upper and lower case. The file stays chosen.',
    },
  } satisfies Record<ErrorCode, { what: string; todo: string }>,
} as const
