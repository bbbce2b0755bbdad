import { NoAnswer } from '@countersign/client';

/** A JSON Schema, as far as the page draws it. */
export interface SchemaText {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaText>>;
  readonly required?: readonly string[];
  readonly items?: SchemaText;
  readonly additionalProperties?: boolean | SchemaText;
  readonly anyOf?: readonly SchemaText[];
  readonly oneOf?: readonly SchemaText[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
}

interface Content {
  readonly schema: SchemaText;
  readonly example?: unknown;
}

/** One operation of `/v1/openapi.json`. */
export interface OperationText {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean; readonly schema?: SchemaText; readonly example?: unknown; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>>;
  readonly 'x-permission': string;
  /** What an API key has to name; null where it is closed to keys. */
  readonly 'x-key-scope': string | null;
  readonly 'x-audit-action': string | null;
  readonly 'x-budget': { readonly statements: number; readonly bytes: number; readonly p95Ms: number };
  readonly 'x-deprecation'?: { readonly since: string; readonly sunset: string; readonly instead: string };
}

/** An operation with its place, as the page lists it. */
export interface ListedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationText;
}

/** A version of the API that is served. */
export interface VersionText {
  readonly version: string;
  readonly isCurrent: boolean;
  readonly changes: readonly string[];
}

/** The API in one of its versions. */
export interface ListedApi {
  readonly version: string;
  readonly versions: readonly VersionText[];
  readonly operations: readonly ListedOperation[];
}

interface OpenApiText {
  readonly info: { readonly version: string };
  readonly 'x-versions': readonly VersionText[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationText>>>>;
}

/** The description of the API that this page came from; of its current version where none is named. */
export async function readOpenApi(version: string | undefined, signal: AbortSignal): Promise<ListedApi> {
  const response = await fetch('/v1/openapi.json', { signal, headers: version === undefined ? {} : { 'countersign-version': version } }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new NoAnswer('There was no answer from the server.', { cause });
  });
  if (!response.ok) throw new NoAnswer(`The server did not give its description (${response.status}).`);
  const { paths, info, 'x-versions': versions } = (await response.json()) as OpenApiText;
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })));
  return { version: info.version, versions, operations };
}

/** What an operation refuses with: code, status and the sentence for people, as its responses describe them. */
export function refusalsOfText({ responses }: OperationText): { readonly status: string; readonly code: string; readonly sentence: string }[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { description }]) => description.split('\n').map((line) => ({ status, code: line.split(': ')[0] ?? '', sentence: line.slice(line.indexOf(': ') + 2) })));
}
