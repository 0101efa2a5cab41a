/** The certificate entity, `…/certificates/{certificateId}`, and its list. */
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { EmbeddedService } from '../management/service.ts'
import { putUpload, readUpload } from './certificate-upload.ts'
import type { Fields } from './filter.ts'
import { pageOf } from './page.ts'
import { param, servicePath } from './route.ts'
import type { Answer, Call, Route } from './route.ts'
import { certificateSchema, collectionOf, uploadSchema } from './schemas.ts'

export const certificateFields: Fields<Certificate> = {
  id: ({ id }) => id,
  name: ({ id }) => id,
  subject: ({ subject }) => subject,
  thumbprint: ({ thumbprint }) => thumbprint,
  expirationDate: ({ notAfter }) => new Date(notAfter),
}

/** The contract's form, `yyyy-MM-ddTHH:mm:ssZ`: without milliseconds. */
export const expirationDate = ({ notAfter }: Certificate): string =>
  `${new Date(notAfter).toISOString().slice(0, 19)}Z`

export const certificateRoutes = (service: EmbeddedService): Route[] => {
  const collection = `${servicePath}/certificates`
  const entity = `${collection}/{certificateId}`
  const pathOf = (call: Call, id: string) => `${call.service}/certificates/${encodeURIComponent(id)}`
  const show = (call: Call, certificate: Certificate) => ({
    id: `${call.service}/certificates/${certificate.id}`,
    type: 'Microsoft.ApiManagement/service/certificates',
    name: certificate.id,
    properties: {
      subject: certificate.subject,
      thumbprint: certificate.thumbprint,
      expirationDate: expirationDate(certificate),
    },
  })
  const answer = (call: Call, certificate: Certificate, status: 200 | 201 = 200): Answer => ({
    status,
    etag: certificate.etag,
    body: show(call, certificate),
    ...(status === 201 ? { location: pathOf(call, certificate.id) } : {}),
  })

  return [
    {
      method: 'GET',
      path: collection,
      operationId: 'Certificate_ListByService',
      summary: 'Lists all certificates.',
      query: 'list',
      answers: { 200: collectionOf(certificateSchema) },
      handle: async (call) =>
        pageOf(call, await service.certificates.list(), certificateFields, (one) => show(call, one)),
    },
    {
      method: 'GET',
      path: entity,
      head: true,
      operationId: 'Certificate_Get',
      summary: 'Gets a certificate.',
      answers: { 200: certificateSchema },
      handle: async (call) => answer(call, await service.certificates.get(param(call, 'certificateId'))),
    },
    {
      method: 'PUT',
      path: entity,
      operationId: 'Certificate_CreateOrUpdate',
      summary: 'Uploads a certificate, new or in place of the one that has this id.',
      ifMatch: 'optional',
      request: uploadSchema,
      answers: { 200: certificateSchema, 201: certificateSchema },
      handle: async (call) => {
        const upload = readUpload(call.body)
        const id = param(call, 'certificateId')
        const { entity: certificate, created } = await putUpload(service, id, call.ifMatch ?? '*', upload)
        return answer(call, certificate, created ? 201 : 200)
      },
    },
    {
      method: 'DELETE',
      path: entity,
      operationId: 'Certificate_Delete',
      summary: 'Deletes a certificate that no policy names.',
      ifMatch: 'required',
      answers: { 200: null, 204: null },
      handle: async (call) => {
        const id = param(call, 'certificateId')
        if (!(await service.certificates.list()).some((one) => one.id === id)) return { status: 204 }
        await service.certificates.delete(id, call.ifMatch ?? '')
        return { status: 200 }
      },
    },
  ]
}
