import { apiVersions, keyScopeOf, refusalCatalog, refusalsOf, type Operation, type RefusalCode } from '../platform/index.js';
import { schemaOf } from './contract-document.js';

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1), plain JSON. */
export interface OpenApiDocument extends Json {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Json>;
  readonly components: Json;
}

/** One call of an operation: what was sent, and what was answered. */
export interface OperationExample {
  readonly input: { readonly params?: object; readonly query?: object; readonly body?: unknown };
  readonly reply: unknown;
}

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  /** The cookie's name: the sign-in library's own unless told. */
  readonly sessionCookie?: string;
  /** By operation. */
  readonly examples?: Readonly<Record<string, OperationExample>>;
}

const cookieScheme = 'sessionCookie';
const keyScheme = 'apiKey';

/** The description of every operation given, made from its contract. Throws where a schema has no JSON Schema: that is a mistake of the contract. */
export function openApiDocument(operations: ReadonlyMap<string, Operation>, about: OpenApiOptions): OpenApiDocument {
  const paths: Record<string, Json> = {};
  for (const operation of operations.values()) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describeOperation(operation, about.examples?.[operation.name]) };
  }
  return {
    openapi: '3.1.1',
    info: { title: about.title, version: about.version },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    // The server that answered with this document.
    servers: [{ url: '/' }],
    tags: [...new Set([...operations.values()].map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema, FieldProblem: fieldProblemSchema, ...refusalSchemas() },
      parameters: { IdempotencyKey: idempotencyKey, Version: version, IfMatch: ifMatch, IfNoneMatch: ifNoneMatch },
      securitySchemes: {
        [cookieScheme]: { type: 'apiKey', in: 'cookie', name: about.sessionCookie ?? 'better-auth.session_token', description: 'Set by signing in. The session carries the active tenant; nothing else names a tenant.' },
        [keyScheme]: { type: 'http', scheme: 'bearer', bearerFormat: 'cs_key_…', description: 'An API key: it acts as the member who made it, within the scopes that it names, in the one tenant that it was made in.' },
      },
    },
  };
}

function describeOperation(operation: Operation, example?: OperationExample): Json {
  const { name, summary, permission, auditAction, budget, deprecated, external, body, signed } = operation;
  const keyScope = keyScopeOf(operation);
  const parameters = [...describeParameters('path', operation.params, example?.input.params), ...describeParameters('query', operation.query, example?.input.query)];
  if (operation.idempotent === 'key') parameters.push({ $ref: '#/components/parameters/IdempotencyKey' });
  parameters.push({ $ref: '#/components/parameters/Version' });
  if (operation.ifMatch) parameters.push({ $ref: '#/components/parameters/IfMatch' });
  if (operation.entityTag && operation.method === 'GET') parameters.push({ $ref: '#/components/parameters/IfNoneMatch' });
  return {
    operationId: name,
    summary,
    tags: [tagOf(operation)],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input'), ...(example && { example: example.input.body }) } } } }),
    ...(signed && { requestBody: { required: true, description: `JSON of any shape, up to ${signed.bytesMax} bytes, signed as the source says.`, content: { 'application/json': { schema: { type: 'object' } } } } }),
    responses: { [operation.status]: describeReply(operation, example), ...(operation.entityTag && operation.method === 'GET' && { 304: { description: 'It is as you have it.', headers: etag } }), ...describeRefusals(refusalsOf(operation)) },
    security: permission === 'public' ? [] : [{ [cookieScheme]: [] }, ...(keyScope === null ? [] : [{ [keyScheme]: [keyScope] }])],
    'x-permission': permission,
    'x-key-scope': keyScope,
    'x-audit-action': auditAction,
    'x-budget': { ...budget },
    ...(deprecated && { deprecated: true, 'x-deprecation': { ...deprecated } }),
    ...(external && { 'x-external': external }),
  };
}

const tagOf = ({ path }: Operation) => path.split('/')[2] ?? path;

function describeParameters(place: 'path' | 'query', schema: Operation['params'], example: object = {}): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: property, ...(Object.hasOwn(example, name) && { example: (example as Json)[name] }) }));
}

function describeReply(operation: Operation, example?: OperationExample): Json {
  const { status, reply, summary, answers, entityTag } = operation;
  const isOpenToKeys = keyScopeOf(operation) !== null;
  if (answers === 'image/webp' || answers === 'application/octet-stream') return { description: summary, content: { [answers]: { schema: { type: 'string', format: 'binary' } } } };
  if (answers !== undefined) return { description: `${summary}. The data of each event is as described.`, content: { [answers]: { schema: schemaOf(reply, 'output') } } };
  if (status === 204) return { description: summary };
  return { description: summary, headers: { ...(entityTag && etag), ...(isOpenToKeys && limits) }, content: { 'application/json': { schema: schemaOf(reply, 'output'), ...(example && { example: example.reply }) } } };
}

/** One response per status, with the codes that it can carry. */
function describeRefusals(codes: readonly RefusalCode[]): Record<string, Json> {
  const byStatus = Map.groupBy(codes, (code) => refusalCatalog[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      {
        description: ofStatus.map((code) => `${code}: ${refusalCatalog[code].title}.`).join('\n'),
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } } } } : {}),
        content: {
          'application/problem+json': {
            schema: { type: 'object', properties: { code: { type: 'string', enum: [...ofStatus] } }, required: ['code'], anyOf: ofStatus.map((code) => ({ $ref: `#/components/schemas/${refusalName(code)}` })) },
          },
        },
      },
    ]),
  );
}

/** `own_request` is `RefusalOwnRequest` in the document. */
const refusalName = (code: RefusalCode) => `Refusal${code.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;

function refusalSchemas(): Record<string, Json> {
  return Object.fromEntries(
    (Object.keys(refusalCatalog) as RefusalCode[]).map((code) => [
      refusalName(code),
      {
        title: refusalCatalog[code].title,
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { code: { const: code }, status: { const: refusalCatalog[code].status } },
      },
    ]),
  );
}

const fieldProblemSchema: Json = {
  type: 'object',
  properties: {
    pointer: { type: 'string', description: 'Where: a JSON Pointer (RFC 6901) such as /body/reason or /query/limit.' },
    detail: { type: 'string', description: 'A sentence.' },
    at: {
      type: 'object',
      description: 'Where within a text in a language of its own, such as a condition: its part of what the pointer leads to, the place in UTF-16 code units, and line and column from 1.',
      properties: { part: { type: 'string' }, offset: { type: 'integer' }, length: { type: 'integer' }, line: { type: 'integer' }, column: { type: 'integer' } },
      required: ['part', 'offset', 'length', 'line', 'column'],
    },
  },
  required: ['pointer', 'detail'],
};

const problemSchema: Json = {
  type: 'object',
  description: 'Problem details (RFC 9457). Nothing was written. A refusal may carry more members, such as the newer revision.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened, what is safe, what to do.' },
    instance: { type: 'string', format: 'uri-reference' },
    code: { type: 'string', description: 'Stable; the same for as long as the API version.' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } },
  },
  required: ['title', 'status', 'code'],
};

const version: Json = {
  name: 'Countersign-Version',
  in: 'header',
  required: false,
  description: 'The version that is spoken, by its day. Left out, it is the one that the API key was made in, or the current one. Every answer names the one that was used.',
  schema: { type: 'string', enum: [...apiVersions] },
};
const limits: Json = {
  'RateLimit-Policy': { description: 'To calls by an API key: how many calls there are in how many seconds, for the key and for its company (draft-ietf-httpapi-ratelimit-headers).', schema: { type: 'string' } },
  RateLimit: { description: 'To calls by an API key: how many are left, and in how many seconds all are back.', schema: { type: 'string' } },
};
const ifMatch: Json = { name: 'If-Match', in: 'header', required: false, description: 'The ETag of what you read. Where it is another by now, the change is refused with 412 and nothing is written.', schema: { type: 'string' } };
const ifNoneMatch: Json = { name: 'If-None-Match', in: 'header', required: false, description: 'The ETag of what you have. Where it still holds, the answer is 304 without a body.', schema: { type: 'string' } };
const etag: Json = { ETag: { description: 'A strong tag of what is shown; send it as If-Match or If-None-Match.', schema: { type: 'string' } } };
const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Chosen by the caller, one per intended change. The same key with the same body gives the same answer for 7 days and changes nothing again.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};
