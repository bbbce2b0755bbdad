/**
 * `npm run check:rules-off`: does a test notice when a rule of the product is gone? In a copy of this tree each rule of packages/tooling/src/rules-off is
 * switched off by its edit, one at a time, and the tests named for it are run: one has to fail, and all have to pass with the rule. Ends with 1 where a rule
 * that was off went unnoticed, or could not be tried.
 *
 * All rules of a spec are tried in one run of it, where they can be switched off while the code runs; others, and what was not noticed so, by themselves.
 *
 * `--row A4` and `--only name` (both may be lists) try a part of it. What was seen is kept in rules-off-seen.json, with what it depends on: the files edited and
 * the specs; `--changed` takes over what was noticed and is as it was, `--kept` tries nothing. `--write` writes docs/rules-off.md: what is known of each rule as it is now, and of
 * which nothing is; while there are such it ends with 1 too. What is kept is committed with the page: whoever clones it need not try all of it again.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { renderRulesOff, rules } from '../src/rules-off/index.mjs';
import { copyTree } from './copy-tree.mjs';
import { Trial } from './rules-off-trial.mjs';
import { endRunningSteps } from './run-step.mjs';
import { repository, useProjectNode } from './use-project-node.mjs';

const kept = join(repository, 'packages/tooling/bin/rules-off-seen.json');
const readKept = () => (existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {});

/** What a verdict depends on, as far as it can be told without running: the rule, the files it edits, and the specs that notice. */
function digestOf(rule) {
  const hash = createHash('sha256').update(JSON.stringify(rule));
  for (const file of [...rule.edits.map((edit) => edit.file), ...Object.keys(rule.specs)]) hash.update(readFileSync(join(repository, file)));
  return hash.digest('hex');
}

/** What was seen of a rule, noticed or not; `digest` is of the files as they were copied. A line for each rule of the table, so that two who try others can both commit theirs. */
function keep({ rule, verdict, noticed, says }, digest) {
  const at = { date: new Date().toISOString().slice(0, 10), commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim() };
  const seen = { ...readKept(), [rule.name]: { digest, verdict, ...(noticed.length > 0 ? { first: noticed[0], count: noticed.length } : { says }), ...at } };
  const lines = rules.filter(({ name }) => name in seen).map(({ name }) => ` ${JSON.stringify(name)}: ${JSON.stringify(seen[name])}`);
  writeFileSync(kept, `{\n${lines.join(',\n')}\n}\n`);
}

/** What is known of a rule as it is now. */
function knownOf(rule) {
  const known = readKept()[rule.name];
  return known?.digest === digestOf(rule) ? known : null;
}

const isKept = (rule) => knownOf(rule)?.verdict === 'red';

function rulesAsked({ row, only }) {
  const [rows, names] = [row, only].map((list) => list?.split(','));
  const asked = rules.filter((rule) => (rows === undefined || rows.includes(rule.row)) && (names === undefined || names.includes(rule.name)));
  const unknown = [...(rows ?? []).filter((each) => !rules.some((rule) => rule.row === each)), ...(names ?? []).filter((each) => !rules.some((rule) => rule.name === each))];
  if (unknown.length > 0 || asked.length === 0) throw new Error(`There is no rule of ${unknown.join(', ') || 'these together'}.`);
  return names === undefined ? asked : asked.toSorted((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
}

function report({ rule, verdict, noticed, says, alone }) {
  console.log(`${verdict.padEnd(6)} ${rule.row.padEnd(4)} ${rule.name.padEnd(34)} ${verdict === 'red' ? `${noticed.length} noticed${alone ? ', alone' : ''}` : says || 'NOBODY NOTICED'}`);
}

async function main() {
  const { values } = parseArgs({ options: { row: { type: 'string' }, only: { type: 'string' }, changed: { type: 'boolean', default: false }, kept: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });
  const wanted = rulesAsked(values);
  const asked = values.kept ? [] : values.changed ? wanted.filter((rule) => !isKept(rule)) : wanted;
  if (asked.length < wanted.length) console.log(`kept   ${wanted.filter((rule) => !asked.includes(rule) && isKept(rule)).length} rules were noticed before, and are as they were`);
  const seen = asked.length === 0 ? [] : await tryAll(asked);
  const count = (verdict) => seen.filter((each) => each.verdict === verdict).length;
  console.log(`\n${seen.length} rules were switched off: ${count('red')} noticed, ${count('green')} not noticed, ${count('broken')} could not be tried.`);
  process.exitCode = wanted.every(isKept) ? 0 : 1;
  if (values.write) writePage();
}

/** The page claims what was seen of the rules as they are now, and says which were not; those keep the command from ending well. */
function writePage() {
  const known = rules.map((rule) => [rule.name, knownOf(rule)]).filter(([, each]) => each !== null);
  const seen = Object.fromEntries(known.filter(([, { verdict }]) => verdict === 'red'));
  const unnoticed = Object.fromEntries(known.filter(([, { verdict }]) => verdict !== 'red').map(([name, { verdict, date, commit }]) => [name, `${verdict === 'green' ? 'switched off, and no test noticed' : 'could not be tried'} (${date}, ${commit})`]));
  writeFileSync(join(repository, 'docs/rules-off.md'), renderRulesOff(rules, { seen, unnoticed }, { command: 'npm run check:rules-off -- --write' }));
  const missing = rules.filter(({ name }) => !(name in seen));
  if (missing.length > 0) console.error(`docs/rules-off.md says that nothing is known of ${missing.map(({ name }) => name).join(', ')}.`);
  if (missing.length > 0) process.exitCode = 1;
}

/** Each of the specs named has to notice. What was not noticed beside others is tried again by itself: the code may remember what it found before. */
async function conclude(trial, rule, judged) {
  const each = Object.keys(rule.specs).map((spec) => judged.get(spec));
  if (each.every((one) => one?.verdict === 'red')) return { rule, ...each[0], noticed: each.flatMap(({ noticed }) => noticed) };
  return { rule, ...(await trial.tryAlone(rule)), alone: true };
}

/** In a copy that goes away with it, and with a server of its own. */
async function tryAll(asked) {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-rules-off-'));
  const trial = new Trial(copy);
  const leave = async () => {
    endRunningSteps();
    await trial.stopServer();
    rmSync(copy, { recursive: true, force: true });
  };
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) process.once(signal, () => void leave().finally(() => process.exit(code)));
  try {
    const digests = new Map(asked.map((rule) => [rule.name, digestOf(rule)]));
    copyTree(copy, { built: true });
    const seen = [];
    const tried = new Set();
    const noticed = new Map(asked.map(({ name }) => [name, new Map()]));
    for (const spec of new Set(asked.flatMap(({ specs }) => Object.keys(specs)))) {
      const named = asked.filter(({ specs }) => spec in specs);
      const startedMs = performance.now();
      const found = await trial.tryTogether(spec, named);
      console.log(`       ${spec}: ${found.size} of ${named.length} in one run, ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
      for (const [name, judged] of found) noticed.get(name).set(spec, judged);
      tried.add(spec);
      for (const rule of named.filter(({ specs }) => Object.keys(specs).every((each) => tried.has(each)))) {
        seen.push(await conclude(trial, rule, noticed.get(rule.name)));
        report(seen.at(-1));
        keep(seen.at(-1), digests.get(rule.name));
      }
    }
    return seen;
  } finally {
    await leave();
  }
}

if (await useProjectNode()) await main();
