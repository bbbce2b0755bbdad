import type { MigrationView } from '@countersign/contracts/run-migrations';
import { useState } from 'react';
import { ReasonedAct } from '../requests/reasoned-act.js';
import { useStartMigration } from './start-migration.mutation.js';

export interface StartMigrationFormProps {
  readonly migration: MigrationView;
  /** What starting does. */
  readonly statement: string;
  readonly onClose: () => void;
}

/** Starts what the plan shows, for a reason that is kept with every request. */
export function StartMigrationForm({ migration, statement, onClose }: StartMigrationFormProps) {
  const { send, isPending, error } = useStartMigration(migration);
  // What was shown when the dialog opened is what is agreed to.
  const [planDigest] = useState(migration.planDigest ?? '');
  return (
    <ReasonedAct
      title="Start moving?" asks="Why they are moved" does="Start moving" keptWith="each request" failed="Not started" leaves="Leave them where they are"
      isPending={isPending} error={error} send={(reason) => send({ planDigest, reason }, onClose)} onClose={onClose}
    >
      <p>{statement}</p>
      <p>Whoever signed what counts no more is told, and so is whoever watches such a request. It can be stopped; what is moved by then stays moved.</p>
    </ReasonedAct>
  );
}
