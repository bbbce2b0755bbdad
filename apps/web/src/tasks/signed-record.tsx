import type { RecordView } from '@countersign/contracts/tasks';
import { useSayOutcome } from '../ui/announce/use-say-outcome.js';
import { Button } from '../ui/button/button.js';
import { When } from '../ui/time/when.js';
import { useReread } from './reread-record.mutation.js';
import styles from './decide-request.module.css';

/** What another system says about a request, as an approval would be bound to it. */
export function SignedRecord({ record, taskId }: { readonly record: RecordView; readonly taskId: string }) {
  const { isPending, failure, reread } = useReread(taskId);
  const { connection, path, state, fields, readAt, problem } = record;
  useSayOutcome(state === 'wanted', state === 'read' ? `${connection} was read.` : `${connection} cannot be read.`);
  return (
    <div className={styles.record} data-state={state} aria-busy={state === 'wanted'}>
      <p><b>{connection}</b> says at <span className="mono">{path}</span>{readAt !== null && <>, read <When at={readAt} /></>}:</p>
      {state === 'wanted' && <p role="status">It is being read. It can be approved once that is done; this page then shows it by itself.</p>}
      {state === 'unreadable' && <p role="alert">It cannot be read: {problem}. Nobody can approve by it until it can.</p>}
      {state === 'read' && <dl>{fields.map(({ pointer, value }) => <div key={pointer}><dt className="mono">{pointer === '' ? 'all of it' : pointer}</dt><dd className="mono">{value}</dd></div>)}</dl>}
      {state !== 'wanted' && <Button look="line" disabled={isPending} onClick={reread}>Read it anew</Button>}
      {failure !== null && <p role="alert">{failure}</p>}
    </div>
  );
}
