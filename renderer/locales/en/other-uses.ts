/** What else than an API can use a certificate. */
export const otherUses = {
  'all-apis': 'the policy of all APIs',
  product: 'the product {name}',
  fragment: 'the policy fragment {name}',
  'back-end': 'the back end {name}',
  idle: 'the back end {name} (without effect)',
  idleTitle: 'A back end carries this certificate without effect',
  idleText:
    'No policy sends calls to {names}, so the certificate is not presented there. Choose it in the Security tab of the API, or send calls to the back end by <set-backend-service> in its policy.',
  gateway: 'the gateway {name}',
  'gateway-https': 'the gateway’s own HTTPS',
} as const
