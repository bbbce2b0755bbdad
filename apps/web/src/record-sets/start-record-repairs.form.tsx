import { previewRecordRepairs, startRecordRepairs, type FindingKind, type FindingRepair } from '@countersign/contracts/record-sets';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { repairWords } from '../platform/record-sets/finding-words.js';
import { ReasonedAct, useReasonedAct } from '../requests/reasoned-act.js';

/** What is decided about: one finding, or all open ones of a kind. */
export interface RepairWish {
  readonly readingId: string;
  readonly kind: FindingKind;
  readonly how: FindingRepair;
  readonly findingId: string | null;
  readonly countsId: string | null;
}

/** Says what a decision would do, and has it carried out: that, or nothing. */
export function StartRecordRepairsForm({ wish, onClose }: { readonly wish: RepairWish; readonly onClose: () => void }) {
  const client = useClient();
  const { readingId, kind, how, findingId, countsId } = wish;
  const { data: plan, error, refetch } = useQuery({ queryKey: ['screen', 'record-repairs', readingId, kind, how, findingId], queryFn: ({ signal }) => client.call(previewRecordRepairs, { params: { readingId }, query: { kind, how, ...(findingId !== null && { findingId }) } }, { signal }), gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false });
  const act = useReasonedAct('it is being carried out', onClose, async (reason, idempotencyKey) => {
    if (plan === undefined) throw new Error('there is a plan');
    try {
      return await client.call(startRecordRepairs, { params: { readingId }, body: { kind, how, findingId, countsId, reason, planDigest: plan.planDigest } }, { idempotencyKey });
    } catch (thrown) {
      // What it said does not hold any more: the next look shows what does.
      void refetch();
      throw thrown;
    }
  }, `${JSON.stringify(wish)} ${plan?.planDigest ?? ''}`);
  const { title, asks } = repairWords[how];
  return (
    <ReasonedAct title={title} asks={asks} does="Do it" leaves="Do nothing yet" keptWith="the record set" isHeld={plan === undefined || plan.count === 0} {...act} onClose={onClose}>
      <p role="status">{plan?.sentence ?? (error === null ? 'Looking at what that would do…' : readFailure(error).sentence)}</p>
    </ReasonedAct>
  );
}
