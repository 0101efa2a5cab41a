/** A made-up plan of a copy, with every kind of line, and what may come of it. */
import type { CopyOutcome, CopyPlan, PlannedCertificate } from '../../preload/contract/copying.ts'
import { exampleCertificates, fakeFacts } from './fake-facts.ts'

const planned = (index: number, fate: PlannedCertificate['fate']): PlannedCertificate => {
  const { commonName, subject, thumbprint, notBefore, notAfter, ...facts } = exampleCertificates()[index] ?? {
    ...fakeFacts(index),
    id: `certificate-${String(index)}`,
  }
  return { ...{ id: facts.id, commonName, subject, thumbprint, notBefore, notAfter }, fate }
}

const located = (id: string, displayName: string, path: string) => ({ id, displayName, path })

export const exampleCopyPlan = (): CopyPlan => ({
  id: 'plan-1',
  certificates: [
    planned(0, {
      ...{ kind: 'added', id: 'orders-gateway', taken: null },
      from: { kind: 'workspace', certificateId: 'certificate-1' },
    }),
    planned(1, {
      ...{ kind: 'added', id: 'certificate-2', taken: 'certificate' },
      from: { kind: 'workspace', certificateId: 'certificate-2' },
    }),
    planned(4, {
      ...{ kind: 'added', id: 'reporting', taken: null },
      from: {
        kind: 'key-vault',
        secretIdentifier: 'https://contoso-vault.vault.azure.net/secrets/reporting-client',
      },
    }),
    planned(3, { kind: 'kept', id: 'partner-sandbox' }),
    planned(2, { kind: 'impossible', because: 'keychain-item-missing' }),
  ],
  bindings: [
    {
      api: located('api-1', '受注 API', 'orders'),
      fate: {
        ...{ kind: 'set', certificateId: 'certificate-1', now: { kind: 'none' } },
        api: located('orders', 'Orders', 'orders'),
      },
    },
    {
      api: located('api-2', 'Warehouse', 'warehouse'),
      fate: {
        ...{
          kind: 'set',
          certificateId: 'certificate-2',
          api: located('warehouse', 'Warehouse', 'warehouse'),
        },
        now: { kind: 'mutual', commonName: 'warehouse-2024', reference: '7D1F'.repeat(10) },
      },
    },
    {
      api: located('api-3', '決済', 'payments'),
      fate: { kind: 'kept', api: located('payments', '決済', 'payments') },
    },
    {
      api: located('api-5', 'Returns', 'returns'),
      fate: { kind: 'impossible', because: 'no-such-api' },
    },
  ],
})

export const exampleCopyOutcomes = (): CopyOutcome[] => [
  { kind: 'certificate', id: 'certificate-1', result: { kind: 'done' } },
  {
    ...{ kind: 'certificate', id: 'certificate-2' },
    result: {
      kind: 'failed',
      failure: {
        code: 'azure-right-missing',
        details: { action: 'Microsoft.ApiManagement/service/certificates/write', scope: '/x' },
      },
    },
  },
  {
    ...{ kind: 'certificate', id: 'certificate-5' },
    result: {
      kind: 'failed',
      failure: {
        code: 'azure-refused',
        details: {
          status: 400,
          errorCode: 'ValidationError',
          message: 'The service has no managed identity.',
        },
      },
    },
  },
  { kind: 'binding', id: 'api-1', result: { kind: 'done' } },
  { kind: 'binding', id: 'api-2', result: { kind: 'without-certificate' } },
]
