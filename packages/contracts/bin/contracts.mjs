/**
 * `npm run contracts:check`: do the contracts still keep what the last release promised? Says each difference in words,
 * those that break callers first, and ends with 1 when there is one.
 *
 * `npm run contracts:release -- <version>` keeps the contracts as they are as `released/<version>.json`. Before 1.0.0 a release
 * may break what was promised, if it raises more than the last number, and says what; from 1.0.0 on nothing breaks but
 * what was deprecated and whose sunset has passed.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { allOperations, compareContracts, contractDocument, operationAt } from '@countersign/contracts/operations';
import { apiVersions, currentApiVersion } from '@countersign/contracts/platform';

const folder = fileURLToPath(new URL('../released/', import.meta.url));
const today = new Date().toISOString().slice(0, 10);
const numbersOf = (version) => version.split('.').map(Number);
const isNewer = (version, than) => {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const at = a.findIndex((number, index) => number !== b[index]);
  return at !== -1 && a[at] > b[at];
};

function lastReleased() {
  mkdirSync(folder, { recursive: true });
  const versions = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+\.json$/.test(name)).map((name) => name.replace(/\.json$/, ''));
  const last = versions.reduce((newest, version) => (newest === undefined || isNewer(version, newest) ? version : newest), undefined);
  return last === undefined ? undefined : JSON.parse(readFileSync(join(folder, `${last}.json`), 'utf8'));
}

/** What is served to whoever speaks a version: a shape that changed with a later one is kept for them. */
const operationsIn = (version) => new Map([...allOperations].map(([name, operation]) => [name, operationAt(operation, version)]));

/** Prints what changed since; returns how much of it breaks callers. */
function compare(released) {
  const changes = compareContracts(released, contractDocument(operationsIn(released.apiVersion ?? apiVersions[0]), 'now'), today);
  const breaking = changes.filter(({ breaks }) => breaks);
  for (const { operation, says } of breaking) console.log(`BREAKS  ${operation}: ${says}`);
  for (const { operation, says } of changes.filter((change) => !change.breaks)) console.log(`        ${operation}: ${says}`);
  console.log(`${allOperations.size} operations against ${Object.keys(released.operations).length} of ${released.version}: ${breaking.length} breaking, ${changes.length - breaking.length} other changes.`);
  return breaking.length;
}

function check() {
  const released = lastReleased();
  if (released === undefined) return fail('There is no released contract to compare with. Write one: npm run contracts:release -- 0.1.0');
  if (allOperations.size === 0) return fail('No operation was found.');
  if (compare(released) > 0) fail('Deprecate instead and add a new operation (see “To change what was released” in CONTRIBUTING.md), or, before 1.0.0, release: npm run contracts:release -- <version>');
}

function release(version) {
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) return fail('Say which version: npm run contracts:release -- 0.2.0');
  const released = lastReleased();
  if (released !== undefined) {
    if (!isNewer(version, released.version)) return fail(`${released.version} is released already and stays as it was; ${version} is not newer.`);
    const breaking = compare(released);
    const [major, minor] = numbersOf(version);
    const [lastMajor, lastMinor] = numbersOf(released.version);
    if (breaking > 0 && lastMajor > 0) return fail('From 1.0.0 on a release breaks nothing: deprecate, and wait for the sunset.');
    if (breaking > 0 && major === lastMajor && minor === lastMinor) return fail(`This breaks callers of ${released.version}: raise more than the last number.`);
  }
  // One operation per line: a change of one is a change of one line.
  const { operations } = contractDocument(allOperations, version);
  const lines = Object.entries(operations).map(([name, operation]) => `    ${JSON.stringify(name)}: ${JSON.stringify(operation)}`);
  writeFileSync(join(folder, `${version}.json`), `{\n  "version": ${JSON.stringify(version)},\n  "apiVersion": ${JSON.stringify(currentApiVersion)},\n  "operations": {\n${lines.join(',\n')}\n  }\n}\n`);
  console.log(`Released the contracts of ${lines.length} operations as ${version}.`);
}

function fail(says) {
  console.error(says);
  process.exitCode = 1;
}

const [command, ...words] = process.argv.slice(2);
if (command === 'check') check();
else if (command === 'release') release(words[0]);
else fail('Say check or release.');
