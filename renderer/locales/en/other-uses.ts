/** What else than an API can use a certificate. */
export const otherUses = {
  'all-apis': 'the policy of all APIs',
  product: 'the product {name}',
  fragment: 'the policy fragment {name}',
  'back-end': 'the back end {name}',
  gateway: 'the gateway {name}',
  'gateway-https': 'the gateway’s own HTTPS',
} as const
