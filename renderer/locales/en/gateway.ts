export const gateway = {
  status: {
    starting: 'Gateway starting…',
    running: 'Gateway running on {address}',
    failed: 'Gateway stopped',
    label: 'Gateway status',
    reasons: {
      'port-taken': 'Another program listens on port {port} already.',
      'not-allowed':
        'The system does not allow listening on port {port}. Ports below 1024 often need special rights.',
      'certificate-unusable': 'Its certificate for HTTPS cannot be used.',
      'worker-failed': 'The gateway ended unexpectedly and could not be started again.',
    },
    useOther: 'Use port {port} instead',
    tryAgain: 'Try again',
    toSettings: 'Choose a port',
    toRemedy: 'See what to do',
    moved: 'The gateway now listens on port {port}.',
  },
  test: {
    lead: 'A real call through the gateway, with the credentials that are in effect now.',
    method: 'Method',
    path: 'Path',
    pathHint: 'Below the API’s own path, with the query, for example /1064?expand=lines',
    headers: 'Headers',
    headerName: 'Name',
    headerValue: 'Value',
    addHeader: 'Add header',
    removeHeader: 'Remove header {name}',
    body: 'Body',
    send: 'Send',
    sending: 'Waiting for the answer…',
    shortcut: 'Ctrl+Enter sends, too.',
    shortcutMac: '⌘ Enter sends, too.',
    notRunning: 'The gateway is not running, so no call can be made.',
    problems: {
      'header-name': 'A header’s name is made of letters, digits and - . _ and the like, without blanks.',
      'header-value': 'A header’s value cannot hold line ends.',
    },
  },
  answer: {
    title: 'Answer',
    none: 'The answer will be shown here, with the certificate that was presented.',
    milliseconds: '{n} ms',
    presented: 'Client certificate presented',
    presentedNone: 'None was presented.',
    presentedNoneWhy: 'The API is set to Mutual certificates, but the back end did not ask for one.',
    connection: 'Connection to the back end',
    plain: 'Not encrypted (http://)',
    resumed: 'session resumed',
    headersCount: 'One header | {n} headers',
    body: 'Body',
    bodyEmpty: 'The answer has no body.',
    bodyBinary: 'The body is not text ({size}).',
    bodyCut: 'Only the first part is shown. The whole body has {size}.',
    copyBody: 'Copy the body',
    raw: 'As received',
    fromGateway: 'No answer came from the back end, so the gateway answered itself.',
    technical: 'Reported: {detail}',
  },
  errors: {
    MalformedRequest: { what: 'The call was not well-formed HTTP.', todo: 'Check path and headers.' },
    HttpsRequired: {
      what: 'The call came by http://, and the gateway is called by https://.',
      todo: 'Call it by https://.',
    },
    HostNotAllowed: {
      what: 'The call was made to a name that is not this gateway’s.',
      todo: 'Call the gateway by the address shown here, or list the name in Settings > Gateway. The gateway refuses other names so that no web page can reach it.',
    },
    RequestHeaderTooLarge: { what: 'The headers are too large.', todo: 'Send fewer or shorter headers.' },
    RequestBodyTooLarge: { what: 'The body is too large.', todo: 'Send a smaller body.' },
    RequestTimedOut: { what: 'The call did not arrive in time.', todo: 'Send it again.' },
    MethodNotSupported: { what: 'The gateway does not pass on this method.', todo: 'Choose another method.' },
    HttpVersionNotSupported: {
      what: 'The gateway does not speak this version of HTTP.',
      todo: 'Use HTTP/1.1.',
    },
    NoApiMatches: {
      what: 'No API has this path.',
      todo: 'Check the API’s path in the Overview tab.',
    },
    NoOperationMatches: {
      what: 'No operation of the API has this method and path.',
      todo: 'Check method and path, or add the operation in the Operations tab. An API without any operation answers every call.',
    },
    LoopDetected: {
      what: 'The call came back to the gateway itself.',
      todo: 'The back-end URL points at the gateway. Set it to the back end’s own address.',
    },
    ClientCertificateMissing: {
      what: 'The certificate that the policy names is not here.',
      todo: 'Upload it, or choose another in the Security tab.',
    },
    ClientCertificateUnusable: {
      what: 'The client certificate could not be opened.',
      todo: 'Check that the keychain is unlocked. If that does not help, upload the certificate again.',
    },
    PasswordMissing: {
      what: 'The password for Basic is not in the keychain.',
      todo: 'Enter it again in the Security tab.',
    },
    PolicyInvalid: {
      what: 'The API’s policy has an error.',
      todo: 'The Policy tab shows the place.',
    },
    RewriteParameterMissing: {
      what: 'The policy rewrites the URL with a parameter that the operation’s URL template does not have.',
      todo: 'Correct rewrite-uri in the Policy tab, or the URL template in the Operations tab.',
    },
    PolicyNotApplicable: {
      what: 'The policy holds an access control that this gateway cannot apply, so it does not serve this API.',
      todo: 'The Policy tab names it. Remove it there if you can do without it.',
    },
    AddressNotAllowed: {
      what: 'The policy’s ip-filter does not allow this computer’s address.',
      todo: 'Add 127.0.0.1 to the filter to test from here.',
    },
    HeaderCheckFailed: {
      what: 'The policy’s check-header refused the call.',
      todo: 'Send the header it asks for.',
    },
    BackEndNameNotResolved: {
      what: 'The back end’s host name is not known.',
      todo: 'Check the back-end URL’s spelling, and that this computer’s DNS knows the name.',
    },
    BackEndRefusedConnection: {
      what: 'The back end refused the connection.',
      todo: 'Check that it is running and that the port in the back-end URL is right.',
    },
    BackEndUnreachable: {
      what: 'The back end cannot be reached over the network.',
      todo: 'Check network, VPN and firewall.',
    },
    BackEndTimedOut: {
      what: 'The back end did not answer in time.',
      todo: 'Try again. If it goes on, ask who runs the back end.',
    },
    BackEndClosedConnection: {
      what: 'The back end closed the connection before it answered.',
      todo: 'Look into the back end’s log. Some servers do this when they do not accept a certificate.',
    },
    BackEndProtocolError: {
      what: 'The back end’s answer was not well-formed HTTP.',
      todo: 'Check that the back-end URL points at an HTTP server.',
    },
    BackEndBusy: {
      what: 'Too many calls to the back end are waiting.',
      todo: 'Try again in a moment.',
    },
    BackEndIsNotTls: {
      what: 'The back end does not speak TLS at this address.',
      todo: 'Check the port, or use http:// if no certificate is needed.',
    },
    BackEndCertificateNotTrusted: {
      what: 'The back end’s own certificate comes from an authority that is not trusted here.',
      todo: 'Edit the API and choose the file with that authority’s certificate.',
    },
    BackEndCertificateExpired: {
      what: 'The back end’s own certificate has expired.',
      todo: 'It must be renewed on the back end.',
    },
    BackEndCertificateNotYetValid: {
      what: 'The back end’s own certificate is not valid yet.',
      todo: 'Check this computer’s clock and the back end’s certificate.',
    },
    BackEndNameMismatch: {
      what: 'The back end’s own certificate is for another host name.',
      todo: 'Use the name in the certificate in the back-end URL.',
    },
    BackEndRequiresClientCertificate: {
      what: 'The back end demands a client certificate and none was presented.',
      todo: 'Choose Mutual certificates and the certificate in the Security tab.',
    },
    BackEndRefusedCertificate: {
      what: 'The back end did not accept the client certificate.',
      todo: 'Ask which authority it trusts, and check that the certificate is neither expired nor revoked.',
    },
    BackEndHandshakeFailed: {
      what: 'No secure connection to the back end could be agreed on.',
      todo: 'The back end may demand another TLS version or cipher, or a client certificate.',
    },
    GatewayFailed: {
      what: 'The gateway itself failed.',
      todo: 'Try again. If it happens again, restart the program.',
    },
    unknown: { what: 'The gateway answered with {code}.', todo: 'Look at the body for more.' },
  },
} as const
