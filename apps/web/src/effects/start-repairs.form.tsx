import { previewRepairs, startRepairs, stopRepairs, type Repair, type RepairsView } from '@countersign/contracts/effects';
import type { EffectLine, EffectsScreen } from '@countersign/contracts/screens';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { countText, repairWords } from '../platform/effects/effect-states.js';
import { ReasonedAct, useReasonedAct } from '../requests/reasoned-act.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SentenceSelect } from '../ui/sentence/sentence-select.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';

type OfState = RepairsView['ofState'];
const ofStates: readonly { readonly value: OfState; readonly label: string }[] = [{ value: 'failed', label: 'have failed' }, { value: 'unknown', label: 'nobody knows about' }, { value: 'parked', label: 'are set aside' }];
/** As it begins: the first state that there is something of. */
const firstOf = (needy: EffectsScreen['data']['needy']): OfState => ofStates.find(({ value }) => needy[value] > 0)?.value ?? 'failed';
/** What is decided: a repair, or to leave them out and have what was carried out for their requests undone. */
type Decision = Repair | 'undo';
const hows: readonly { readonly value: Decision; readonly label: string }[] = [{ value: 'retry', label: 'try them again' }, { value: 'skip', label: 'leave them out' }, { value: 'mark_done', label: 'say that they are done' }, { value: 'undo', label: 'undo what was carried out for their requests' }];
const words: Readonly<Record<Decision, { readonly title: string; readonly asks: string; readonly does: string }>> = {
  retry: { title: 'Try all of them again?', asks: 'Why they are tried again', does: 'Try all again' },
  skip: { title: 'Leave all of them out?', asks: 'Why they are left out', does: 'Leave all out' },
  mark_done: { title: 'Are all of them done?', asks: 'How it can be seen that they are done', does: 'All are done' },
  undo: { title: 'Undo what was carried out for all their requests?', asks: 'Why it is undone', does: 'Undo all' },
};
/** The same where there is one only: it is named, and not called all. */
function wordsOfOne(decision: Decision, { stepName, target, requestNumber }: EffectLine): (typeof words)[Decision] {
  const it = `${stepName}${target === '' ? '' : `: ${target}`}, of request ${requestNumber}`;
  return {
    retry: { title: `Try it again? ${it}`, asks: 'Why it is tried again', does: 'Try it again' },
    skip: { title: `Leave it out? ${it}`, asks: 'Why it is left out', does: 'Leave it out' },
    mark_done: { title: `Is it done? ${it}`, asks: 'How it can be seen that it is done', does: 'It is done' },
    undo: { title: `Undo what was carried out for its request? ${it}`, asks: 'Why it is undone', does: 'Undo it' },
  }[decision];
}
const lookAgainMs = 1_000;

/** Deciding about many effects at once: which, and what; the rest is said before it is done. */
export function RepairMany({ data: { counts, needy, effects, repairMany, lastRepairs }, connectionId }: { readonly data: EffectsScreen['data']; readonly connectionId: string | null }) {
  const [chosen, setOfState] = useState<OfState | null>(null);
  const ofState = chosen ?? firstOf(needy);
  const [how, setHow] = useState<Decision>('retry');
  const [isOpen, setOpen] = useState(false);
  if (lastRepairs?.state === 'running') return <Progress repairs={lastRepairs} mayStop={repairMany.allowed} />;
  if (counts.needs_person < 2 || !repairMany.allowed) return null;
  return (
    <p className={sheetStyles.acts}>
      <span>Of all{connectionId !== null && ' through it'} that <SentenceSelect label="Which effects" value={ofState} options={ofStates.map(({ value, label }) => ({ value, label: `${label} (${countText(needy[value])})` }))} onChange={(value) => setOfState(value as OfState)} />: <SentenceSelect label="What is decided" value={how} options={hows} onChange={(value) => setHow(value as Decision)} /></span>
      <Button onClick={() => setOpen(true)}>Decide about all of these…</Button>
      {isOpen && <RepairEffectsForm only={needy[ofState] === 1 ? (effects.items.find(({ state }) => state === ofState) ?? null) : null} decision={how} ofState={ofState} connectionId={connectionId} onClose={() => setOpen(false)} />}
    </p>
  );
}

function RepairEffectsForm({ only, decision, ofState, connectionId, onClose }: { readonly only: EffectLine | null; readonly decision: Decision; readonly ofState: OfState; readonly connectionId: string | null; readonly onClose: () => void }) {
  const client = useClient();
  const undo = decision === 'undo';
  const how = undo ? 'skip' : decision;
  const { data: plan, error, refetch } = useQuery({ queryKey: ['screen', 'effect-repairs', decision, ofState, connectionId], queryFn: ({ signal }) => client.call(previewRepairs, { query: { how, ofState, ...(connectionId !== null && { connectionId }), ...(undo && { undo: 'true' as const }) } }, { signal }), gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false });
  const act = useReasonedAct('it is being carried out', onClose, async (reason, idempotencyKey) => {
    if (plan === undefined) throw new Error('there is a plan');
    try {
      return await client.call(startRepairs, { body: { how, ofState, reason, connectionId, until: plan.until, planDigest: plan.planDigest, ...(undo && { undo }) } }, { idempotencyKey });
    } catch (thrown) {
      // What it said does not hold any more: the next look shows what does.
      void refetch();
      throw thrown;
    }
  }, `${decision} ${ofState} ${plan?.planDigest ?? ''}`);
  const { title, asks, does } = only === null ? words[decision] : wordsOfOne(decision, only);
  return (
    <ReasonedAct title={title} asks={asks} does={does} leaves="Do nothing yet" keptWith="each of them" isHeld={plan === undefined || plan.total === plan.leftOut} {...act} onClose={onClose}>
      <p role="status">{plan?.sentence ?? (error === null ? 'Looking at what that would do…' : readFailure(error).sentence)}</p>
      <p><State name="blocked">{undo ? 'What is sent to undo it cannot be called back.' : repairWords[how].final}</State></p>
    </ReasonedAct>
  );
}

/** A decision that is being carried out: how far it has come, and how it is stopped. */
function Progress({ repairs, mayStop }: { readonly repairs: RepairsView; readonly mayStop: boolean }) {
  const [client, queries] = [useClient(), useQueryClient()];
  const attempt = useAttempt();
  useQuery({ queryKey: ['effect-repairs', 'progress', repairs.id], queryFn: () => queries.invalidateQueries({ queryKey: ['screen'] }).then(() => null), refetchInterval: lookAgainMs });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(stopRepairs, { params: { repairId: repairs.id } }, attempt({ stop: repairs.id })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screen'] }),
  });
  const { waiting, repaired, changed } = repairs.progress;
  const total = waiting + repaired + changed;
  return (
    <Notice state="provisional" title={`${repairs.startedBy.name} decided about ${total} effects`} actions={mayStop && <Button aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>Stop</Button>}>
      <p><progress max={total} value={total - waiting} aria-label="How far it has come" /> {total - waiting} of {total}{changed > 0 && `, ${changed} of them had changed meanwhile and were left alone`}. Stopping leaves the others as they are.</p>
      {error !== null && <p role="alert">{readFailure(error).sentence}</p>}
    </Notice>
  );
}
