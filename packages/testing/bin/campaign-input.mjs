/**
 * The long form of bad-input.http.spec: `campaign-input [--runs N] [--seed S]`, N calls of every kind to every operation.
 * Writes docs/bad-input.md where nothing is found; ends with the code of the tests.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({ options: { runs: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000) + 1) } } });
for (const [name, text] of Object.entries(values)) {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} is “${text}”, and should be a whole number from 1.`);
}
console.error(`Seed ${values.seed}.`);
const child = spawn('npm', ['run', '-s', 'jest', '--', '--selectProjects', 'http', '--testPathPatterns', 'bad-input.http'], {
  cwd: repository,
  env: { ...process.env, COUNTERSIGN_INPUT_RUNS: values.runs, COUNTERSIGN_INPUT_SEED: values.seed, COUNTERSIGN_INPUT_REPORT: `${repository}docs/bad-input.md` },
  stdio: 'inherit',
});
child.once('close', (code) => {
  process.exitCode = code ?? 1;
});
