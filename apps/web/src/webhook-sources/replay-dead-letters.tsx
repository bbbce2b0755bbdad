import { replayDeadLetters } from '@countersign/contracts/webhook-sources';
import type { ShownMessage, WebhookSourceScreen } from '@countersign/contracts/screens';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { deadText } from '../platform/webhook-sources/source-words.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { Source } from './source-standing.js';
import styles from './webhook-source.module.css';

/** So many at a time: between two lots it can be stopped. */
const lot = 100;

interface Plan {
  readonly total: number;
  readonly diedBy: string;
}

/** Has one dead letter carried out once more. */
export function ReplayOne({ source, message }: { readonly source: Source; readonly message: ShownMessage }) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const { send, isPending, error } = useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(replayDeadLetters, { params: { sourceId: source.id }, body: { messageIds: [message.id] } }, { idempotencyKey }),
    () => announcer.say('Recorded: it is carried out once more.'),
  );
  return (
    <div className={styles.wide}>
      <Button aria-disabled={isPending} aria-label={`Carry it out again: ${message.messageId}`} onClick={() => { if (!isPending) send(); }}>Carry it out again</Button>
      {error !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
    </div>
  );
}

interface Run {
  readonly plan: Plan;
  readonly replayed: number;
  readonly state: 'running' | 'stopped' | 'done';
  readonly error: unknown;
}

/** Replays what was dead when the plan was made, lot by lot, the oldest first. What dies again stays where it is. */
function useReplay({ id: sourceId }: Source) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const [run, setRun] = useState<Run | null>(null);
  const isStopped = useRef(false);
  const start = async (plan: Plan, before: number) => {
    isStopped.current = false;
    let replayed = before;
    setRun({ plan, replayed, state: 'running', error: null });
    try {
      for (let left = 1; left > 0 && !isStopped.current; ) {
        const answer = await client.call(replayDeadLetters, { params: { sourceId }, body: { diedBy: plan.diedBy, limit: lot } }, { idempotencyKey: crypto.randomUUID() });
        replayed += answer.replayed;
        left = answer.left;
        setRun({ plan, replayed, state: left > 0 && isStopped.current ? 'stopped' : left > 0 ? 'running' : 'done', error: null });
      }
      announcer.say(isStopped.current ? 'Stopped: the others stay dead letters.' : 'Recorded: they are carried out once more.');
    } catch (error) {
      setRun({ plan, replayed, state: 'stopped', error });
    } finally {
      void queries.invalidateQueries({ queryKey: ['screen'] });
    }
  };
  return { run, start, stop: () => { isStopped.current = true; }, forget: () => setRun(null) };
}

/** All dead letters at once: what that would be, how far it has come, and a way to stop it. */
export function ReplayDeadLetters({ data: { counts, problems, define }, source, asOf }: { readonly data: WebhookSourceScreen['data']; readonly source: Source; readonly asOf: string }) {
  const [plan, setPlan] = useState<Plan | null>(null);
  const { run, start, stop, forget } = useReplay(source);
  const begin = () => {
    if (plan === null) return;
    setPlan(null);
    void start(plan, 0);
  };
  return (
    <>
      {counts.dead > 0 && run?.state !== 'running' && (
        <Notice state="blocked" title={`${deadText(counts.dead)}: nothing more happens with ${counts.dead === 1 ? 'it' : 'them'} by itself.`} actions={define.allowed && <Button onClick={() => { forget(); setPlan({ total: counts.dead, diedBy: asOf }); }}>{counts.dead === 1 ? 'Carry it out again…' : 'Carry them all out again…'}</Button>}>
          <ul className={styles.refusals}>{problems.map(({ problem, count }) => <li key={problem}>{count} × {problem}</li>)}</ul>
        </Notice>
      )}
      {run !== null && <Progress run={run} onStop={stop} onGoOn={() => void start(run.plan, run.replayed)} />}
      {plan !== null && (
        <Dialog title={`Carry out ${deadText(plan.total)} again?`} onClose={() => setPlan(null)}>
          <p>The oldest first, by what the source says now. Mend the source or the sender before: what is as it was dies again, and stays a dead letter.</p>
          <p>What one of them does, it does once, however often it is carried out.</p>
          <div className={sheetStyles.acts}>
            <Button look="ink" onClick={begin}>{plan.total === 1 ? 'Carry it out again' : `Carry ${plan.total} out again`}</Button>
            <Button onClick={() => setPlan(null)}>Leave them</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Progress({ run: { plan, replayed, state, error }, onStop, onGoOn }: { readonly run: Run; readonly onStop: () => void; readonly onGoOn: () => void }) {
  const of = `${replayed} of ${deadText(plan.total)}`;
  if (state === 'running') {
    return (
      <Notice state="provisional" title={`Being put in line again: ${of}.`} role="status" actions={<Button onClick={onStop}>Stop</Button>}>
        <progress className={styles.progress} aria-label="Put in line again" value={replayed} max={Math.max(plan.total, replayed)} />
      </Notice>
    );
  }
  if (state === 'stopped') {
    return (
      <Notice state={error === null ? 'held' : 'unsent'} title={`Stopped: ${of} are carried out again.`} role={error === null ? 'status' : 'alert'} actions={<Button onClick={onGoOn}>Go on</Button>}>
        <p>{error === null ? 'The others stay dead letters.' : readFailure(error instanceof Error ? error : new Error('unknown')).sentence}</p>
      </Notice>
    );
  }
  return <Notice state="recorded" title={`${replayed === plan.total ? deadText(replayed) : of} put in line again.`} role="status"><p>What came of each stands below as it happens.</p></Notice>;
}
