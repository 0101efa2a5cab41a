/** A policy as an organisation might write it: what the samples hold. */
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'

export const samplePolicy: ManagedPolicy = {
  UpdatesAllowed: false,
  Language: 'ja',
  AllowedConnections: ['management.azure.com'],
  RestApiAllowed: false,
  GatewayPort: 18_443,
  ExportAllowed: false,
  BinDays: 30,
  ExpiryThresholds: [90, 30, 7],
}
