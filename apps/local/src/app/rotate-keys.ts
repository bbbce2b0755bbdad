/**
 * `npm run keys:rotate`: changes the keys that secrets are sealed with, in the database that `npm start` runs on (COUNTERSIGN_DATA_DIR, DATABASE_URL), or in the one
 * that DATABASE_URL_BASE and SECRETS_FILE name. With `--new-master-key` it first puts a new master key into the file of secrets; with `--forget-other-master-keys` it
 * takes all but the newest out of it once nothing needs them. `--new-audit-key` and `--forget-other-audit-keys` do the same with the key that signs the audit. The rest is the worker's command, whose arguments and code are its own.
 */
import { LocalProblem } from '../platform/local-problem.js';
import { runCommand } from '../platform/run-command.js';
import { addAuditKey, addMasterKey, forgetOtherAuditKeys, forgetOtherMasterKeys } from '../platform/secrets-file.js';
import { findInstallation } from './find-installation.js';
import { PROGRAMS } from './locate-programs.js';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
const asked = process.argv.slice(2);
const forgets = asked.includes('--forget-other-master-keys');
const forgetsAudit = asked.includes('--forget-other-audit-keys');
const ofAudit = forgetsAudit || asked.includes('--new-audit-key');
const own = ['--new-master-key', '--forget-other-master-keys', '--new-audit-key', '--forget-other-audit-keys'];
const rest = [...asked.filter((each) => !own.includes(each)), ...(forgets ? ['--before-forgetting'] : []), ...(ofAudit ? ['--audit-key'] : [])];
try {
  const { DATABASE_URL: _url, ...env } = process.env;
  const installation = findInstallation(process.env);
  if (asked.includes('--new-master-key')) {
    addMasterKey(installation.SECRETS_FILE);
    console.log(`${installation.SECRETS_FILE} has a new master key, and the one before it beside it. Keep a copy of the file.`);
  }
  if (asked.includes('--new-audit-key')) {
    addAuditKey(installation.SECRETS_FILE);
    console.log(`${installation.SECRETS_FILE} has a new key that signs the audit, and the one before it beside it. Keep a copy of the file.`);
  }
  const { code } = await runCommand(PROGRAMS.rotateKeys, { ...env, ...installation }, { show: true, signal: stopping.signal, args: rest });
  if (code === 0 && forgets) console.log(`${forgetOtherMasterKeys(installation.SECRETS_FILE)} older master keys were taken out of ${installation.SECRETS_FILE}.`);
  if (code === 0 && forgetsAudit) console.log(`${forgetOtherAuditKeys(installation.SECRETS_FILE)} older keys that signed the audit were taken out of ${installation.SECRETS_FILE}.`);
  process.exitCode = code ?? 130;
} catch (error) {
  console.error(error instanceof LocalProblem ? error.message : error);
  process.exitCode = 2;
}
