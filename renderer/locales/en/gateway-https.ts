/** By which scheme clients call the gateway. */
export const gatewayHttps = {
  label: 'Clients call by',
  certificate: 'Certificate for HTTPS',
  apply: 'Change protocol',
  noCertificates: 'HTTPS needs a certificate of this workspace. Upload one first.',
  from: {
    http: 'From then on clients call by http://, and nothing on the way is encrypted.',
    https: 'From then on clients call by https://. Calls by http:// are answered with an error.',
  },
  saved: 'Clients now call the gateway by {url}.',
  place: '{address} (HTTPS)',
  warnings: {
    title: 'Clients may refuse this certificate',
    expired: 'It expired on {date}. Replace it, and the gateway uses the new one at once.',
    'not-yet': 'It is not valid before {date}.',
    usage: 'It is not made out for servers: server authentication is missing among its extended key usages.',
    names:
      'It does not have the names by which the gateway is called: {names}. Clients compare them, and end the call.',
  },
  unusable: {
    title: 'The gateway answers no calls: its certificate for HTTPS cannot be used',
    text: 'You can also choose another certificate below. The gateway does not fall back to HTTP by itself, since your clients count on the encryption.',
  },
} as const
