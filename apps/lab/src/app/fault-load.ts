/** The clients of a fault campaign, in a process of their own; started and told what to do by `fault-campaign`. */
import { randomBytes } from 'node:crypto';
import { askAgain } from '../faults/ask-again.js';
import { FaultLoad, type DecidedLine, type LedgerLine, type LoadSummary } from '../faults/decide-under-faults.js';
import { randomFrom } from '../faults/fault-plan.js';
import { Ledger, readLedger } from '../faults/ledger.js';
import type { FromLoad, LoadOrders, ToLoad } from '../faults/load-orders.js';
import { setUpFaultCompany, type FaultCompany } from '../faults/set-up-company.js';

interface Work {
  readonly company: FaultCompany;
  readonly load: FaultLoad;
  readonly running: Promise<LoadSummary>;
  readonly ledgerFile: string;
}

let work: Work | undefined;

async function begin({ baseUrl, endpoint, ledgerFile, seed }: LoadOrders): Promise<FromLoad> {
  const name = `faults-${seed}`;
  const company = await setUpFaultCompany({ baseUrl, endpoint, seed: name, password: randomBytes(12).toString('base64url'), budgetOwners: 4, finance: 3 });
  const load = new FaultLoad(company, new Ledger<LedgerLine>(ledgerFile), randomFrom(seed), name);
  work = { company, load, running: load.run(), ledgerFile };
  return { begun: true };
}

async function obey(message: ToLoad): Promise<FromLoad> {
  if ('begin' in message) return begin(message.begin);
  if (work === undefined) throw new Error('the load was not begun');
  if ('stop' in message) {
    work.load.stop();
    return { stopped: await work.running };
  }
  const decided = readLedger<LedgerLine>(work.ledgerFile).filter((line): line is DecidedLine => line.kind === 'decided');
  return { asked: await askAgain(work.company, decided) };
}

process.on('message', (message: ToLoad) => {
  obey(message).then(
    (answer) => process.send?.(answer),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
