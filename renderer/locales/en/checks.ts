export const checks = {
  action: 'Check back end',
  again: 'Check again',
  lead: 'A real handshake with the back end, as a call would make it. Nothing is saved or changed.',
  of: 'With the policy of',
  ofApi: 'This API',
  running: 'Shaking hands with the back end…',
  made: '{place}, {time}, {n} ms',
  title: 'Check of the back end',
  forChoice: 'Checked with what is chosen here, which is not saved yet.',
  afterwards: 'The back ends of the APIs that changed',
  verdict: {
    proved: 'The back end accepted the certificate',
    open: 'The back end answers and asks for no client certificate',
    'not-shown': 'The back end answers, but never asked for the certificate',
    optional: 'The back end answers without a certificate too',
    plain: 'The back end answers over http://',
    'plain-chosen': 'Over http:// the certificate is never shown',
    refused: 'The back end refused the certificate',
    demanded: 'The back end demands a client certificate',
  },
  todo: {
    proved: 'Calls with this certificate will get through.',
    open: 'Calls will get through. Nothing needs to be chosen here.',
    'not-shown':
      'Calls will get through, but as nobody in particular. Ask whether the back end should demand a certificate, and whether the back-end URL is the right one.',
    optional: 'It asks for a certificate without insisting. It may treat callers without one differently.',
    plain: 'Calls will get through unencrypted.',
    'plain-chosen': 'Change the back-end URL to https:// in the Overview tab.',
    refused:
      'It completed the handshake and then said no. Ask which authority it trusts, and check that the certificate is neither expired nor revoked.',
    demanded: 'Choose Mutual certificates and the certificate that the back end expects.',
  },
  asked: {
    title: 'The server asked for',
    yes: 'a client certificate',
    no: 'no client certificate',
    unseen: 'It did not come that far.',
    plain: 'nothing: http:// knows no certificates',
    authorities: 'Issued by',
    anyAuthority: 'any authority (it named none)',
    moreAuthorities: 'One more authority | {n} more authorities',
    algorithms: 'Signed with',
    connection: 'Connection',
    chain: 'Its own certificate',
  },
  chain: {
    expired: 'expired on {date}',
    'not-yet-valid': 'valid only from {date}',
    'other-name': 'is for another name: {names}',
    'self-signed': 'signed by itself',
    'issuer-missing': 'its issuer is neither sent nor known here: {issuer}',
  },
  sent: {
    title: 'We sent',
    chain: 'with {names}',
    alone: 'alone, without its issuers',
    named: 'An authority that the server named issued it.',
    notNamed: 'None of the authorities that the server named issued it.',
    'not-asked': 'Nothing: the server did not ask.',
    'none-chosen': 'An empty answer: no certificate is chosen.',
    'no-handshake': 'Nothing: there was no handshake.',
    'plain-http': 'Nothing: http:// has no handshake.',
  },
  said: {
    title: 'The server said',
    accepted: 'Accepted.',
    answered: 'Accepted. A GET of the base URL was answered with {status}.',
    forbidden:
      'The handshake was accepted; a GET of the base URL was answered with {status}. The back end may know the certificate and still not allow it this address.',
    refusedInHttp: 'It completed the handshake and refused in HTTP, with status {status}.',
    alert: 'The alert {alert}.',
    technical: 'Reported: {detail}',
  },
  hints: {
    title: 'What speaks for itself',
    expired: 'The certificate expired on {date}. Upload a renewed one.',
    'not-yet-valid': 'The certificate is valid only from {date}.',
    'no-client-authentication':
      'Its extended key usage does not include client authentication (RFC 5280, 4.2.1.12). Ask the authority for one that does.',
    'authority-not-named':
      'No authority that the server named issued it. Choose a certificate from one of those, or ask for this one’s authority to be added.',
    'chain-not-sent':
      'It went out without its issuers. If the server does not know the intermediate authority, upload a PFX that holds the chain.',
    'key-not-accepted':
      'The server accepts no signatures by a key of this kind ({key}). Choose a certificate with another key.',
    'late-refusal':
      'In TLS 1.3 the client finishes first, so the refusal comes only after a handshake that seemed to succeed.',
  },
  save: {
    checking: 'Before saving, the back end is checked with this choice…',
    skip: 'Save without waiting',
    refused: 'Not saved yet: with this choice calls would fail',
    refusedText: 'The check below shows why. You can save all the same.',
    impossible: 'Not saved yet: the check could not be made',
    anyway: 'Save all the same',
    first: 'Check the back end before saving',
  },
  alerts: {
    access_denied: {
      what: 'The certificate is valid, but the server does not let its holder in.',
      todo: 'Ask for this certificate’s subject to be allowed at the back end.',
    },
    bad_certificate: {
      what: 'The server could not accept the certificate or its signature.',
      todo: 'Check that it is not yet expired, is the one that the back end expects, and comes with its chain.',
    },
    bad_certificate_status_response: {
      what: 'The server objects to the proof that the certificate is not revoked.',
      todo: 'Ask who runs the back end about its revocation checks (OCSP).',
    },
    bad_record_mac: {
      what: 'A record arrived changed.',
      todo: 'Something between here and the back end may alter the connection. Check proxies and try again.',
    },
    certificate_expired: {
      what: 'The server says that the client certificate has expired or is not valid at this moment.',
      todo: 'Upload a renewed certificate. If yours is still valid, the back end’s clock may be wrong.',
    },
    certificate_required: {
      what: 'The server demands a client certificate and none came.',
      todo: 'Choose Mutual certificates and the certificate that the back end expects.',
    },
    certificate_revoked: {
      what: 'The authority has revoked the client certificate.',
      todo: 'Ask the authority for a new certificate and replace this one.',
    },
    certificate_unknown: {
      what: 'The server found something wrong with the certificate and does not say what.',
      todo: 'Ask who runs the back end to look into its log at the time of this check.',
    },
    decode_error: {
      what: 'The server could not read a message of the handshake.',
      todo: 'Check that the port is the right one. A device in between may not understand this TLS version.',
    },
    decrypt_error: {
      what: 'The server could not verify the signature made with the certificate’s key.',
      todo: 'The key may not belong to the certificate. Upload the PFX again.',
    },
    handshake_failure: {
      what: 'Server and gateway found no parameters that both accept.',
      todo: 'Often it means that a client certificate was demanded. Otherwise compare TLS versions and ciphers with who runs the back end.',
    },
    illegal_parameter: {
      what: 'The server objects to a value in the handshake.',
      todo: 'The back end’s TLS software may be faulty or old. Ask who runs it.',
    },
    insufficient_security: {
      what: 'The server demands stronger ciphers than were offered.',
      todo: 'Ask which ciphers and key sizes the back end demands.',
    },
    internal_error: {
      what: 'The server failed by itself.',
      todo: 'Ask who runs the back end to look into its log.',
    },
    missing_extension: {
      what: 'The server misses a part of the handshake.',
      todo: 'Check that the back-end URL uses a host name, not a bare address.',
    },
    no_application_protocol: {
      what: 'The server does not speak HTTP/1.1 here.',
      todo: 'Check the port in the back-end URL.',
    },
    no_renegotiation: {
      what: 'The server wanted to negotiate anew in the middle of a connection, which is not done.',
      todo: 'Ask for the certificate to be demanded from the start, for the whole host rather than one path.',
    },
    protocol_version: {
      what: 'Server and gateway share no TLS version.',
      todo: 'The back end must offer TLS 1.2 or 1.3, and at least the minimum version set for this API.',
    },
    record_overflow: {
      what: 'A record was too long for the server.',
      todo: 'Ask who runs the back end. A very long certificate chain can be the cause.',
    },
    unexpected_message: {
      what: 'The server did not expect this message.',
      todo: 'Check the port. The back end’s TLS software may be faulty.',
    },
    unknown_ca: {
      what: 'The server does not know the authority that issued the certificate.',
      todo: 'Ask for that authority to be trusted at the back end, or use a certificate from one that is. Make sure the chain is sent.',
    },
    unrecognized_name: {
      what: 'The server does not know the host name it was called by.',
      todo: 'Check the host name in the back-end URL, or set the server name for this API.',
    },
    unsupported_certificate: {
      what: 'The server cannot use a certificate of this kind, or its usage does not allow it.',
      todo: 'It may need client authentication in its extended key usage, or another kind of key.',
    },
    unsupported_extension: {
      what: 'The server objects to an extension of the handshake.',
      todo: 'The back end’s TLS software may be faulty or old. Ask who runs it.',
    },
    user_canceled: {
      what: 'The server broke the handshake off.',
      todo: 'Try again.',
    },
  },
} as const
