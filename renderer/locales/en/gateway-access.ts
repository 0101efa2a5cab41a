export const gatewayAccess = {
  label: 'Who can call it',
  choices: {
    loopback: 'This computer only ({address})',
    address: '{address} ({interfaceName})',
    all: 'All addresses of this computer',
    missing: '{address} (not available)',
  },
  apply: 'Change who can call',
  hosts: 'Other names of this computer',
  hostsHint:
    'One on each line, such as gateway.example.com. Calls to {hostName} and to IP addresses are taken without being listed.',
  hostsInvalid: '“{name}” is not a host name. Write it without https:// and without a port.',
  hostsTooMany: 'There can be {most} names.',
  warning: {
    title: 'Other computers can call the gateway',
    who: 'Whoever reaches this computer over the network can call your APIs, and the back ends see your client certificates. The gateway asks callers for nothing: narrow who they are by a firewall or by the policy ip-filter.',
    plain: 'Calls to the gateway are plain HTTP: others on the network may read and change them.',
    names:
      'Calls to any other name are refused, so that a web page whose name was pointed at this computer (DNS rebinding) does not reach your back ends.',
  },
  question: {
    title: 'Let other computers call the gateway?',
    text: 'Your client certificates are then used for calls by whoever reaches {address} over the network.',
    textAll:
      'Your client certificates are then used for calls by whoever reaches this computer over the network.',
    plain: 'The calls are not encrypted.',
    yes: 'Let them call',
  },
  saved: 'Saved who can call the gateway.',
  missing: {
    title: '{address} is not an address of this computer now',
    text: 'The gateway listens on 127.0.0.1 instead, so that other computers cannot call it. It tries {address} again at the next start; or choose another address.',
    short: '{address} is not available',
  },
  everywhere: 'all addresses, port {port}',
} as const
