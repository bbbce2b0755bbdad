/**
 * `npm run check:runs`: folds every run again from its facts, in the database that `npm start` runs on (COUNTERSIGN_DATA_DIR, DATABASE_URL), or in the
 * one that DATABASE_URL_BASE and SECRETS_FILE name, as for the worker. Ends with the code of the worker's command: 1 where there is a difference.
 */
import { LocalProblem } from '../platform/local-problem.js';
import { runCommand } from '../platform/run-command.js';
import { findInstallation } from './find-installation.js';
import { PROGRAMS } from './locate-programs.js';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
try {
  const { DATABASE_URL: _url, ...env } = process.env;
  const { code } = await runCommand(PROGRAMS.checkRuns, { ...env, ...findInstallation(process.env) }, { show: true, signal: stopping.signal });
  process.exitCode = code ?? 130;
} catch (error) {
  console.error(error instanceof LocalProblem ? error.message : error);
  process.exitCode = 2;
}
