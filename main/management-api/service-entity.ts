/** The service itself, as a client asks for it before anything else. */
import { param, servicePath } from './route.ts'
import type { Route } from './route.ts'
import { serviceSchema } from './schemas.ts'

/** @param gatewayUrl where the embedded gateway answers now; null while it does not */
export const serviceRoutes = (gatewayUrl: () => string | null): Route[] => [
  {
    method: 'GET',
    path: servicePath,
    operationId: 'ApiManagementService_Get',
    summary: 'Gets the service that the workspace is.',
    answers: { 200: serviceSchema },
    handle: (call) => {
      const url = gatewayUrl()
      return Promise.resolve({
        status: 200,
        body: {
          id: call.service,
          name: param(call, 'serviceName'),
          type: 'Microsoft.ApiManagement/service',
          location: 'local',
          sku: { name: 'Developer', capacity: 1 },
          etag: 'local',
          properties: {
            publisherEmail: 'warifu@localhost.invalid',
            publisherName: 'Warifu',
            provisioningState: 'Succeeded',
            ...(url === null ? {} : { gatewayUrl: url }),
            managementApiUrl: call.origin,
            platformVersion: 'undetermined',
          },
        },
      })
    },
  },
]
