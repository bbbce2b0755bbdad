/**
 * Changes the keys that secrets are sealed with: `npm run keys:rotate`, or by itself with DATABASE_URL_BASE and SECRETS_FILE, as the worker. Without arguments it
 * brings everything under the newest master key; with `--tenant <id>` or `--every-tenant` it gives companies a new data key. May be stopped and run again.
 * With `--audit-key` it has the newest key that signs the audit sign for every company, and ends when it does.
 * With `--before-forgetting`, what is soon forgotten by itself and needs an older master key counts as well.
 * With `--while-stopped` it does not wait for other processes to learn of a new data key: where none runs.
 * Counts go to standard output, progress to standard error; ends with code 1 where something could not be opened, with 2 where it could not begin.
 */
import { AuditKeyRotation, SequenceAuditService, type AuditSigner } from '@countersign/services/audit';
import { MasterKeyRotation, DataKeyRotation } from '@countersign/services/data-keys';
import { dataKeyLifeMs, describeError, type House } from '@countersign/services/platform';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openHouse } from './open-house.js';

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function rewrap(house: House, beforeForgetting: boolean): Promise<number> {
  const { tenants, rewrapped, resealed, secondFactors, unreadable, earlierAnswers } = await new MasterKeyRotation(house).run((soFar) => console.error(`${soFar.tenants} companies so far`));
  console.log(`The newest master key is ${house.sealer.kms.masterKeyId}.`);
  console.log(`${tenants} companies: ${rewrapped} data keys wrapped anew, ${resealed} secrets and ${secondFactors} second factors sealed anew.`);
  if (earlierAnswers > 0) console.log(`${earlierAnswers} answers of earlier calls still need the master key of their time; they are forgotten by themselves within seven days.`);
  if (unreadable === 0) console.log(earlierAnswers > 0 ? 'Everything else is under the newest master key.' : 'Everything is under the newest master key.');
  else console.log(`${unreadable} keys or secrets cannot be opened by any master key that is known here. Nothing of them was changed: see docs/runbooks/rotate-keys.md.`);
  return unreadable === 0 && !(beforeForgetting && earlierAnswers > 0) ? 0 : 1;
}

async function rotate(house: House, tenants: AsyncIterable<string> | readonly string[], lifeMs: number): Promise<number> {
  let unreadable = 0;
  for await (const tenantId of tenants) {
    const done = await new DataKeyRotation(house).run(tenantId, { lifeMs, onProgress: ({ resealed }) => console.error(`tenant ${tenantId}: ${resealed} secrets sealed anew so far`) });
    const retired = done.retired.length > 0 ? `, ${done.retired.join(', ')} retired` : '';
    console.log(`tenant ${tenantId}: data key ${done.number}${done.isNew ? '' : ' (gone on with)'}, ${done.resealed} secrets sealed anew${retired}${done.unreadable > 0 ? `, ${done.unreadable} cannot be opened` : ''}`);
    unreadable += done.unreadable;
  }
  return unreadable === 0 ? 0 : 1;
}

/** A checkpoint of each company follows within a second, where nothing holds it up. */
const handOverWithinMs = 60_000;

async function rotateAuditKey(house: House, signer: AuditSigner): Promise<number> {
  const rotation = new AuditKeyRotation(house, signer);
  // Where a worker runs, that holds the place and signs; where none does, this does.
  let [announced, problems] = [0, 0];
  const sequencer = new SequenceAuditService(house, signer, {
    onProblem: (error, tenantId) => {
      problems += 1;
      console.error(`tenant ${tenantId}:`, describeError(error));
    },
  });
  for (const giveUpAt = performance.now() + handOverWithinMs; ; await pause(1000)) {
    const done = await rotation.run();
    announced += done.announced;
    if (done.waiting === 0 || problems > 10 || performance.now() > giveUpAt) {
      await sequencer.release();
      console.log(`${done.tenants} companies: the new key was announced to ${announced} of them; ${done.waiting === 0 ? 'it signs for all.' : `for ${done.waiting} it does not sign yet.`}`);
      return done.waiting === 0 ? 0 : 1;
    }
    console.error(`${done.waiting} companies wait for a checkpoint that both keys sign`);
    await sequencer.run();
  }
}

function complain(problem: unknown): number {
  console.error('The keys could not be changed:', problem);
  return 2;
}

try {
  const { values } = parseArgs({ options: { tenant: { type: 'string', multiple: true }, 'every-tenant': { type: 'boolean' }, 'before-forgetting': { type: 'boolean' }, 'while-stopped': { type: 'boolean' }, 'audit-key': { type: 'boolean' } } });
  const wrong = values.tenant?.find((id) => !idPattern.test(id));
  if (wrong !== undefined) throw new Error(`“${wrong}” is no id of a tenant.`);
  const { house, auditSigner, close } = await openHouse(process.env, { connectionsMax: 2, applicationName: 'countersign-rotate-keys' });
  const lifeMs = values['while-stopped'] ? 0 : dataKeyLifeMs;
  const work = values['audit-key'] ? rotateAuditKey(house, auditSigner) : values['every-tenant'] ? rotate(house, house.entry.everyTenant(), lifeMs) : values.tenant ? rotate(house, values.tenant, lifeMs) : rewrap(house, values['before-forgetting'] === true);
  // The message of a statement that failed may carry what somebody wrote.
  process.exitCode = await work.catch((error: unknown) => complain(describeError(error))).finally(close);
} catch (error) {
  // Before the first row there is no content of anybody's in a message.
  process.exitCode = complain(error instanceof Error ? error.message : error);
}
