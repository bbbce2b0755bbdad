const tag = /\brow:([A-Z]\d+)\b/g;
const tested = /\.(?:(db|http)\.)?(spec|e2e)\.tsx?$/;
/** Checks that the specs of many operations call: what they prove, each of those operations proves. */
const sharedChecks = /^packages\/testing\/src\/[a-z-]+-checks\.ts$/;
const stemOf = (path) => path.slice(path.lastIndexOf('/') + 1).split('.')[0];

/** `http` for an .http.spec, `e2e` for a journey, `spec` for what needs less, `shared` for checks of many operations. */
function kindOf(path) {
  if (sharedChecks.test(path)) return 'shared';
  const [, needs, suffix] = tested.exec(path) ?? [];
  return suffix === undefined ? null : suffix === 'e2e' ? 'e2e' : needs === 'http' ? 'http' : 'spec';
}

/**
 * Which test files carry the tag of which row.
 * @param {readonly { path: string, text: string }[]} files
 * @returns {Map<string, { kind: string, path: string, stem: string }[]>}
 */
export function readTags(files) {
  const byRow = new Map();
  for (const { path, text } of files) {
    // What the rules of the rows are tried on is no claim.
    const kind = path.startsWith('packages/tooling/src/rows/') ? null : kindOf(path);
    if (kind === null) continue;
    for (const row of new Set([...text.matchAll(tag)].map(([, found]) => found))) byRow.set(row, [...(byRow.get(row) ?? []), { kind, path, stem: stemOf(path) }]);
  }
  return byRow;
}

/** The stems of all operations, from their contracts. */
export function readOperations(files) {
  return new Set(files.filter(({ path }) => path.endsWith('.contract.ts')).map(({ path }) => stemOf(path)));
}
