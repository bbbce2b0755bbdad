import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Validator as SpecValidator } from '@seriousme/openapi-schema-validator';
import { keyScopeOf, refusalCatalog, refusalsOf, type Operation } from '../platform/index.js';
import { allOperations, openApiDocument } from './index.js';

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Record<string, unknown> }> };
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, { readonly schema: { readonly properties?: { readonly code?: { readonly enum: string[] } } } }> }>;
  readonly security: readonly unknown[];
  readonly 'x-permission': string;
  readonly 'x-audit-action': string | null;
  readonly 'x-budget': unknown;
  readonly 'x-external'?: string;
  readonly deprecated?: boolean;
  readonly 'x-deprecation'?: unknown;
}

const document = openApiDocument(allOperations, { title: 'Countersign', version: '1.2.3' });
const operations: [string, Operation][] = [...allOperations];
const described = ({ path, method }: Operation) => document.paths[path]?.[method.toLowerCase()] as Described;

let validate: (text: string) => Promise<{ valid: boolean; errors?: unknown }>;
beforeAll(async () => {
  const { Validator } = (await import('@seriousme/openapi-schema-validator')) as { Validator: typeof SpecValidator };
  validate = (text) => new Validator().validate(JSON.parse(text) as Record<string, unknown>);
});

describe('the OpenAPI document', () => {
  test('is valid by the meta-schema of OpenAPI 3.1, and every reference in it leads somewhere', async () => {
    expect(await validate(JSON.stringify(document))).toEqual({ valid: true });
  });

  test('would not be valid with a response left out or a reference that leads nowhere', async () => {
    const broken = structuredClone(document);
    delete (broken.paths['/v1/requests']?.post as { responses?: unknown }).responses;
    (broken.paths['/v1/requests']?.get as { parameters: unknown[] }).parameters.push({ in: 'nowhere' });
    expect(await validate(JSON.stringify(broken))).toMatchObject({ valid: false });
    const dangling = JSON.stringify(document).replaceAll('#/components/parameters/IdempotencyKey', '#/components/parameters/Gone');
    expect(await validate(dangling)).toMatchObject({ valid: false });
  });

  test('says its title and version', () => expect(document.info).toEqual({ title: 'Countersign', version: '1.2.3' }));

  test('holds every operation once and nothing else', () => {
    const names = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => (operation as Described).operationId));
    expect(names.sort()).toEqual([...allOperations.keys()].sort());
  });

  test.each(operations)('%s is described as its contract says', (name, operation) => {
    const description = described(operation);
    expect(description.operationId).toBe(name);
    expect(description['x-permission']).toBe(operation.permission);
    expect(description['x-audit-action']).toBe(operation.auditAction);
    expect(description['x-budget']).toEqual(operation.budget);
    expect(description['x-external']).toBe(operation.external);
    expect([description.deprecated === true, description['x-deprecation']]).toEqual([operation.deprecated !== undefined, operation.deprecated]);
    const keys = keyScopeOf(operation) === null ? [] : [{ apiKey: [keyScopeOf(operation)] }];
    expect(description.security).toEqual(operation.permission === 'public' ? [] : [{ sessionCookie: [] }, ...keys]);
    expect(description.requestBody === undefined).toBe(operation.body === undefined && operation.signed === undefined);
    expect(description.parameters?.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey') ?? false).toBe(operation.idempotent === 'key');
  });

  test.each(operations)('%s has the parameters of its path, all required', (_name, operation) => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const parameters = described(operation).parameters?.filter((parameter) => parameter.in === 'path') ?? [];
    expect(parameters.map(({ name }) => name).sort()).toEqual(inPath.sort());
    expect(parameters.every(({ required }) => required === true)).toBe(true);
  });

  test.each(operations)('%s has its success and every refusal under its status, and no other', (_name, operation) => {
    const { responses } = described(operation);
    const codes = refusalsOf(operation);
    expect(Object.keys(responses).map(Number).sort()).toEqual([...new Set([operation.status, ...(operation.entityTag && operation.method === 'GET' ? [304] : []), ...codes.map((code) => refusalCatalog[code].status)])].sort());
    for (const code of codes) {
      const response = responses[refusalCatalog[code].status];
      expect(response?.content?.['application/problem+json']?.schema.properties?.code?.enum).toContain(code);
      expect(response?.description).toContain(`${code}: ${refusalCatalog[code].title}.`);
    }
  });

  test('keeps the digits of an amount: it is a text, never a number', () => {
    const text = JSON.stringify(described(operations.find(([name]) => name === 'listTasks')?.[1] as Operation).responses['200']);
    expect(text).toContain('"amount":{"type":"string"');
  });

  test('has a schema for every refusal that exists', () => {
    const { schemas } = document.components as { schemas: Record<string, { properties?: { code?: { const?: string } } }> };
    expect(Object.values(schemas).flatMap((schema) => schema.properties?.code?.const ?? []).sort()).toEqual(Object.keys(refusalCatalog).sort());
  });
});
