import { nameParts } from './suffixes.mjs';

const contract = /^packages\/contracts\/src\/([^/]+)\/[^/]+\.contract\.ts$/;

/** What one call may cost is said by every contract, and held against the real API by the .http.spec of the same stem. */
export function checkBudgets(files) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap(({ path, text }) => {
    const feature = contract.exec(path)?.[1];
    if (feature === undefined) return [];
    const { stem } = nameParts(path);
    const name = stem.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
    const spec = `apps/api/src/${feature}/${stem}.http.spec.ts`;
    const held = new RegExp(`\\b(holdsItsContract\\(\\{ operation: ${name}\\b|expectWithinBudget\\(${name}\\b)`);
    const said = /\bbudget:\s*\{/.test(text) ? [] : [{ file: path, rule: 'budget', todo: 'Say what one call may cost: budget: { statements, bytes, p95Ms }.' }];
    if (held.test(byPath.get(spec)?.text ?? '')) return said;
    return [...said, { file: path, rule: 'budget', todo: `Nothing holds its budget: let ${spec} call holdsItsContract({ operation: ${name}, … }), or expectWithinBudget(${name}, answer).` }];
  });
}
