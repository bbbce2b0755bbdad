import type { Tx } from '@countersign/database/platform';
import type { SetUpFacts, UnheldRole } from '@countersign/database/tenants';
import type { StartScreen } from '@countersign/contracts/screens';

/** Which steps of the first run are done, told by what is there. */
export const doneOf = ({ readyTypes, requests, members, finished }: SetUpFacts, unheld: readonly UnheldRole[]): Readonly<Record<StartScreen['data']['steps'][number]['id'], boolean>> => ({
  request_type: readyTypes > 0,
  first_request: requests > 0,
  colleague: members > 1,
  approvers: readyTypes > 0 && unheld.length === 0,
  first_decision: finished > 0,
});

export const isSetUpLeft = async (tx: Tx): Promise<boolean> => Object.values(doneOf(await tx.setUp.facts(), await tx.setUp.listUnheldRoles(1))).includes(false);
