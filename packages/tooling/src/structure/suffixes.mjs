/**
 * The closed list of suffixes. A file's suffix says what may be inside, and in which workspace it belongs.
 */

/** `mark`: what the file must contain to be what it says. */
export const suffixes = {
  contract: { says: 'one operation: what is said', in: ['packages/contracts'], mark: /\boperation\(/ },
  event: { says: 'one event: what became true, for those who react', in: ['packages/contracts'], mark: /\bexport\b/ },
  rules: { says: 'who may, for one subject', in: ['packages/permissions'], mark: /\bexport\b/ },
  entity: { says: 'one table', in: ['packages/database'], mark: /@Entity\(|EntitySchema/ },
  repository: { says: "one feature's rows, reachable from a transaction only", in: ['packages/database'], mark: /\bexport\b/ },
  service: { says: 'one operation: what we do', in: ['packages/services'], mark: /\bexport\b/ },
  part: { says: 'what several operations of one feature have in common', in: ['packages/services'], mark: /\bexport\b/ },
  controller: { says: 'one operation: where it enters', in: ['apps/api'], mark: /@Serves\(/ },
  module: { says: "one feature's wiring for the framework", in: ['apps/api', 'apps/worker'], mark: /@Module\(/ },
  handler: { says: 'who reacts, as a sentence', in: ['apps/worker'], mark: /\bexport\b/ },
  query: { says: 'one read of the server', in: ['apps/web'], mark: /\bexport\b/ },
  mutation: { says: 'one change asked of the server', in: ['apps/web'], mark: /\bexport\b/ },
  form: { says: 'what a person fills in for one operation', in: ['apps/web'], mark: /\bexport\b/ },
  page: { says: 'one screen', in: ['apps/web'], mark: /\bexport\b/ },
  spec: { says: 'a guarantee that needs nothing', in: 'any', mark: /\b(it|test|tester\.run)\b/ },
  'db.spec': { says: 'a guarantee about rows, on a real PostgreSQL', in: 'any', mark: /\b(it|test)\b/ },
  'http.spec': { says: 'a guarantee about one operation over HTTP', in: ['apps/api', 'apps/worker'], mark: /\b(it|test)\b/ },
  e2e: { says: 'a journey in a real browser', in: ['apps/e2e'], mark: /\b(it|test)\b/ },
};

/** Workspaces and rooms whose files have plain names: their room already says what is inside. */
export const plainRooms = [
  /^(apps|packages)\/[^/]+\/src\/(app|platform|ui|operations)\//,
  /^packages\/(engine|client|conditions|postgres|browser|testing|tooling|verifier)\/src\//,
  /^apps\/(lab|local|e2e)\/src\//,
];

/** Plain names that a feature's folder may have, per workspace. */
export const plainNames = {
  'packages/contracts': { views: 'What is shown of the feature, used by several operations.', form: "The glossary's form.", definition: "The glossary's workflow definition.", format1: 'Its first format.', format2: 'Its second format.', presets: 'What one can begin with: data only.', parts: 'What several schemas of the feature are made of.' },
};

/** @returns {{ stem: string, suffix: string, extension: string }} `decide-request.db.spec.ts` → decide-request, db.spec, ts */
export function nameParts(path) {
  const [stem, ...rest] = path.slice(path.lastIndexOf('/') + 1).split('.');
  const extension = rest.pop() ?? '';
  return { stem, suffix: rest.join('.'), extension };
}
