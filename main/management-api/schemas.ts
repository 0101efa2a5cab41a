/** The shapes that are served, as JSON Schema for `/openapi.json`. Names and limits are the contract's. */
export type JsonSchema = Readonly<Record<string, unknown>>

const text: JsonSchema = { type: 'string' }
const dateTime: JsonSchema = { type: 'string', format: 'date-time' }

/** Shows in error messages and schemas alike: no path separator, and none of what the contract excludes. */
export const identifier: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 80,
  pattern: '^[^*#&+:<>?]+$',
}

const resource = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['id', 'name', 'type', 'properties'],
  properties: { id: text, name: text, type: text, properties: { type: 'object', properties } },
})

export const collectionOf = (entity: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['value', 'count'],
  properties: { value: { type: 'array', items: entity }, count: { type: 'integer' }, nextLink: text },
})

const certificateProperties = { subject: text, thumbprint: text, expirationDate: dateTime }
const uploadProperties = {
  data: { type: 'string', description: 'The PKCS #12 file in base64.' },
  password: text,
}

export const certificateSchema = resource(certificateProperties)
export const flatCertificateSchema: JsonSchema = {
  type: 'object',
  required: ['id', 'subject', 'thumbprint', 'expirationDate'],
  properties: { id: text, ...certificateProperties },
}
export const flatUploadSchema: JsonSchema = {
  type: 'object',
  required: ['data', 'password'],
  properties: uploadProperties,
}
export const uploadSchema: JsonSchema = {
  type: 'object',
  required: ['properties'],
  properties: { properties: { type: 'object', required: ['data'], properties: uploadProperties } },
}

const apiProperties = {
  displayName: { type: 'string', minLength: 1, maxLength: 300 },
  path: { type: 'string', maxLength: 400 },
  serviceUrl: { type: 'string', maxLength: 2000 },
  protocols: { type: 'array', items: text },
}
export const apiSchema = resource(apiProperties)
export const apiChangeSchema: JsonSchema = {
  type: 'object',
  required: ['properties'],
  properties: { properties: { type: 'object', properties: apiProperties } },
}

const operationProperties = {
  displayName: { type: 'string', minLength: 1, maxLength: 300 },
  method: text,
  urlTemplate: { type: 'string', minLength: 1, maxLength: 1000 },
  templateParameters: { type: 'array', items: { type: 'object' } },
  description: { type: 'string', maxLength: 1000 },
}
export const operationSchema = resource(operationProperties)
export const operationChangeSchema: JsonSchema = {
  type: 'object',
  required: ['properties'],
  properties: { properties: { type: 'object', properties: operationProperties } },
}

export const backEndSchema = resource({
  title: text,
  url: text,
  protocol: text,
  tls: { type: 'object' },
})

const policyProperties = { value: text, format: { type: 'string', enum: ['xml', 'rawxml'] } }
export const policySchema = resource(policyProperties)
export const policyChangeSchema: JsonSchema = {
  type: 'object',
  required: ['properties'],
  properties: { properties: { type: 'object', required: ['value'], properties: policyProperties } },
}

export const serviceSchema: JsonSchema = {
  type: 'object',
  required: ['id', 'name', 'type', 'location', 'properties'],
  properties: { id: text, name: text, type: text, location: text, properties: { type: 'object' } },
}

export const errorSchema: JsonSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: text,
        message: text,
        target: text,
        details: { type: 'array', items: { type: 'object' } },
      },
    },
  },
}
