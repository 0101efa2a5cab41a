import { describe, expect, it } from 'vitest'
import { loopbackAccess } from '../../preload/contract/gateway.ts'
import { hostCheck } from './own-host.ts'

describe('whether a call was meant for a gateway on loopback', () => {
  const isOwnHost = hostCheck({ ...loopbackAccess, hosts: ['listed.example'] }, 'desk-7')

  it.each([
    '127.0.0.1:18443',
    '127.0.0.1',
    'localhost:80',
    'orders.localhost',
    '[::1]:18443',
    'LOCALHOST.',
    '',
  ])('takes %s', (host) => expect(isOwnHost(host)).toBe(true))

  it.each([
    'evil.example:18443',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    '127.0.0.1@evil',
    '[::2]',
    'desk-7',
    'listed.example',
  ])('refuses %s, which a page may have been rebound from', (host) => expect(isOwnHost(host)).toBe(false))
})

describe('whether a call was meant for a gateway that others reach', () => {
  const isOwnHost = hostCheck({ address: '192.0.2.7', hosts: ['Gateway.corp.example'] }, 'Desk-7')

  it.each([
    'localhost:18443',
    '192.0.2.7:18443',
    '10.0.0.1',
    '[2001:db8::7]:18443',
    'desk-7:18443',
    'DESK-7.',
    'gateway.corp.example',
    'gateway.CORP.example.:18443',
    '',
  ])('takes %s', (host) => expect(isOwnHost(host)).toBe(true))

  it.each([
    'evil.example',
    'desk-7.evil.example',
    '192.0.2.7.evil.example',
    '192.0.2.7@evil.example',
    'corp.example',
    '[evil]',
    '[10.0.0.1]',
    '2001:db8::7',
    '0x0a000001',
    'desk-7:18443:1',
  ])('refuses %s', (host) => expect(isOwnHost(host)).toBe(false))
})
