import { expect, test } from 'vitest'
import { nameParts } from './distinguished-name.ts'

test.each([
  ['CN=orders, O=Contoso, C=JP', 'orders', 'O=Contoso, C=JP'],
  ['C=JP, O=Contoso, CN=orders', 'orders', 'C=JP, O=Contoso'],
  ['CN=Contoso\\, Ltd., O=Contoso', 'Contoso, Ltd.', 'O=Contoso'],
  ['cn=株式会社ミナト', '株式会社ミナト', ''],
  ['O=Contoso, OU=Integration', 'O=Contoso, OU=Integration', ''],
  ['', '', ''],
])('the name in “%s” is “%s”', (text, name, rest) => {
  expect(nameParts(text)).toEqual({ name, rest })
})
