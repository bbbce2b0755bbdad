import { completeCases } from './complete-cases.js';
import type { ExportCase } from './export-case.js';
import { checkpointVectors, entryVectors } from './entry-vectors.js';
import { signedCases } from './signed-cases.js';
import { treeVectors } from './tree-vectors.js';

/** Most lines stand in many exports: they are written once, and an export is a list of their numbers. */
function renderedExports(cases: readonly ExportCase[]): string {
  const lines = [...new Set(cases.flatMap((one) => one.export))];
  const number = new Map(lines.map((line, nth) => [line, nth]));
  const rows = cases.map((one) => JSON.stringify({ ...one, export: one.export.map((line) => number.get(line)) }));
  return `{\n"lines": [\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n],\n"cases": [\n${rows.join(',\n')}\n]\n}\n`;
}

const rendered = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

/** The files beside docs/audit-format.md, by their name. */
export const renderVectors = (): { readonly [name: string]: string } => ({
  'tree.json': rendered(treeVectors()),
  'entries.json': rendered(entryVectors()),
  'checkpoints.json': rendered(checkpointVectors()),
  'exports.json': renderedExports([...completeCases(), ...signedCases()]),
});
