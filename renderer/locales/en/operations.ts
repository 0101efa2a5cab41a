export const operations = {
  templateFaults: {
    'no-slash': 'it must begin with “/”.',
    character: 'a character in it cannot stand in an address.',
    braces: 'a brace is not closed, or has no partner.',
    'parameter-name': 'a parameter’s name may hold letters, digits, “_”, “-” and “.” only.',
    'parameter-twice': 'a parameter is in it twice.',
    'wildcard-not-last': '“*” must be its last segment.',
    query: 'what follows “?” must be pairs such as name={name}.',
  },
} as const
