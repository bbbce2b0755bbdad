import { apiVersions, currentApiVersion, type ApiVersion } from '../platform/index.js';
import { allOperations } from './all-operations.js';
import { examples } from './examples.js';
import { shapeChanges } from './older-shapes.js';
import { openApiDocument, type OpenApiDocument } from './openapi.js';
import { exampleAt, operationAt } from './shape-at.js';

/** A version of the API, as its description lists it. */
export interface VersionText {
  readonly version: ApiVersion;
  readonly isCurrent: boolean;
  /** What changed with it, to people. */
  readonly changes: readonly string[];
}

const versionTexts: readonly VersionText[] = apiVersions.toReversed().map((version) => ({ version, isCurrent: version === currentApiVersion, changes: shapeChanges.filter((change) => change.version === version).map(({ says }) => says) }));

/** The description of the whole API in one of its versions, with the others that are served. */
export function openApiAt(version: ApiVersion): OpenApiDocument {
  const operations = new Map([...allOperations].map(([name, operation]) => [name, operationAt(operation, version)]));
  const shown = Object.fromEntries([...allOperations].flatMap(([name, operation]) => (examples[name] ? [[name, exampleAt(operation, version, examples[name])]] : [])));
  return { ...openApiDocument(operations, { title: 'Countersign', version, sessionCookie: 'countersign.session_token', examples: shown }), 'x-versions': versionTexts };
}
