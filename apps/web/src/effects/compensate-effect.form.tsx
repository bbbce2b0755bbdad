import { compensateEffect, previewCompensation, type CompensationPreview } from '@countersign/contracts/effects';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { ReasonedAct, useReasonedAct } from '../requests/reasoned-act.js';
import { Sends } from '../ui/exchange/sends.js';
import { Notice } from '../ui/notice/notice.js';
import { State } from '../ui/state/state.js';
import styles from './effects.module.css';

/** Has undone what was carried out for the request of an effect: what would be sent, in which order, and what cannot be undone from here stands there first. */
export function CompensateEffectForm({ effectId, onClose }: { readonly effectId: string; readonly onClose: () => void }) {
  const client = useClient();
  const { data: preview, error, refetch } = useQuery({ queryKey: ['compensation', effectId], queryFn: ({ signal }) => client.call(previewCompensation, { params: { effectId } }, { signal }), gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false });
  const act = useReasonedAct('it is being undone', onClose, async (reason, idempotencyKey) => {
    try {
      return await client.call(compensateEffect, { params: { effectId }, body: { reason, shown: preview?.shown ?? '' } }, { idempotencyKey });
    } catch (thrown) {
      // What it said does not hold any more: the next look shows what does.
      void refetch();
      throw thrown;
    }
  }, preview?.shown);
  return (
    <ReasonedAct title="Undo what was carried out?" asks="Why it is undone" does="Undo it" leaves="Do nothing yet" isHeld={preview === undefined} {...act} onClose={onClose}>
      {error !== null && <Notice state="unsent" title="What it would do cannot be shown" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {preview === undefined ? error === null && <p role="status">Working out what it would do…</p> : <Undone preview={preview} />}
      <p><State name="blocked">What is sent to undo it cannot be called back.</State></p>
    </ReasonedAct>
  );
}

function Undone({ preview: { sentence, effects, byPerson } }: { readonly preview: CompensationPreview }) {
  return (
    <>
      <p role="status">{sentence}</p>
      <ol className={styles.undone} aria-label="What becomes of each effect, the first to be undone first">{effects.map(({ effectId, how, text, sends }) => <li key={effectId} data-how={how}>{text}{sends !== undefined && <Sends text={sends} />}</li>)}</ol>
      {byPerson > 0 && <Notice state="blocked" title={byPerson === 1 ? 'One of them cannot be undone from here' : `${byPerson} of them cannot be undone from here`}><p>A person has to, outside, and says on the page of the request that it is done. What comes after it waits.</p></Notice>}
    </>
  );
}
