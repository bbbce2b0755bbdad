import * as z from 'zod/mini';
import { refusalsOf, type ApiVersion, type Deprecation, type Method, type Operation } from '../platform/index.js';
import type { Schema } from './compare-schemas.js';

/** One operation as plain JSON: what was promised, without the code that keeps it. */
export interface ReleasedOperation {
  readonly method: Method;
  readonly path: string;
  readonly status: number;
  readonly permission: string;
  readonly refusals: readonly string[];
  readonly auditAction: string | null;
  readonly idempotent: Operation['idempotent'];
  readonly budget: Operation['budget'];
  readonly deprecated?: Deprecation;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly reply: Schema;
}

/** All contracts of one release, as `released/<version>.json` keeps them. */
export interface ContractDocument {
  readonly version: string;
  /** The version of the API that was current then: whoever speaks it is still answered like that. The first one where it is left out. */
  readonly apiVersion?: ApiVersion;
  readonly operations: Readonly<Record<string, ReleasedOperation>>;
}

/** The contracts as they are now, in the order of their names. */
export function contractDocument(operations: ReadonlyMap<string, Operation>, version: string): ContractDocument {
  const named = [...operations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, operation]) => [name, describe(operation)] as const);
  return { version, operations: Object.fromEntries(named) };
}

function describe(operation: Operation): ReleasedOperation {
  const { method, path, status, permission, auditAction, idempotent, budget, deprecated, params, query, body, reply } = operation;
  return {
    method, path, status, permission, refusals: refusalsOf(operation), auditAction, idempotent, budget,
    ...(deprecated && { deprecated }),
    ...(params && { params: schemaOf(params, 'input') }),
    ...(query && { query: schemaOf(query, 'input') }),
    ...(body && { body: schemaOf(body, 'input') }),
    reply: schemaOf(reply, 'output'),
  };
}

/** The JSON Schema of what is sent (`input`) or answered (`output`). Throws where a schema has none: that is a mistake of the contract. */
export function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return rest;
}
