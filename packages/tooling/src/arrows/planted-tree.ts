import { mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { innocentFiles, outsidePackages, plantedViolations } from './planted-files.js';

function write(root: string, file: string, text: string): void {
  const target = join(root, file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function writeOutsidePackages(root: string): void {
  for (const name of outsidePackages) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(root, `node_modules/${name}/index.js`, 'exports.thing = 1;\n');
  }
}

/** Gives the planted workspaces the real doors (`exports`), so that the test follows when a door changes. */
function writeWorkspaces(root: string, repository: string, workspaces: ReadonlySet<string>): void {
  const known = new Set(['apps', 'packages'].flatMap((floor) => readdirSync(join(repository, floor)).map((name) => `${floor}/${name}`)));
  const ours = [...workspaces].map((workspace) => `@countersign/${workspace.split('/')[1]}`);
  const declared = Object.fromEntries([...ours, ...outsidePackages].filter((name) => name !== 'undeclared-package').map((name) => [name, '*']));
  for (const workspace of workspaces) {
    const name = `@countersign/${workspace.split('/')[1]}`;
    const real = known.has(workspace) ? (JSON.parse(readFileSync(join(repository, workspace, 'package.json'), 'utf8')) as { exports?: unknown }) : {};
    write(root, `${workspace}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', exports: real.exports, dependencies: declared }));
    mkdirSync(join(root, 'node_modules/@countersign'), { recursive: true });
    symlinkSync(join(root, workspace), join(root, 'node_modules', name));
  }
}

/**
 * Writes the planted tree to a fresh temporary folder, with the repository's own rules and doors.
 * @param repository absolute path of the repository whose rules are tried
 * @returns the absolute path of the folder; the caller removes it
 */
export function plantTree(repository: string): string {
  const root = mkdtempSync(join(tmpdir(), 'countersign-arrows-'));
  const files: Record<string, string> = { ...innocentFiles, ...Object.fromEntries(plantedViolations.map(({ file, text }) => [file, text])) };
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  writeOutsidePackages(root);
  writeWorkspaces(root, repository, new Set(Object.keys(files).map((file) => file.split('/').slice(0, 2).join('/'))));
  write(root, 'package.json', JSON.stringify({ name: 'planted', version: '1.0.0', type: 'module' }));
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'tsconfig.base.json']) write(root, file, readFileSync(join(repository, file), 'utf8'));
  return root;
}
