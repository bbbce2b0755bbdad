import { repairEffect, type EffectDetails } from '@countersign/contracts/effects';
import { useClient } from '../platform/api/client-context.js';
import { repairWordsOf } from '../platform/effects/effect-states.js';
import { ReasonedAct, useReasonedAct } from '../requests/reasoned-act.js';
import { State } from '../ui/state/state.js';

export interface RepairEffectFormProps {
  readonly effect: Pick<EffectDetails, 'id' | 'kind' | 'state' | 'shown'>;
  readonly repair: EffectDetails['repairs'][number];
  readonly onClose: () => void;
}

/** Says what would happen, what of it cannot be taken back, and asks why. */
export function RepairEffectForm({ effect: { id, kind, state, shown }, repair: { how, meaning }, onClose }: RepairEffectFormProps) {
  const client = useClient();
  const { title, final, asks, does, said } = repairWordsOf(how, kind);
  const act = useReasonedAct(said, onClose, (reason, idempotencyKey) => client.call(repairEffect, { params: { effectId: id }, body: { how, reason, state, shown } }, { idempotencyKey }), how);
  return (
    <ReasonedAct title={title} asks={asks} does={does} leaves="Do nothing yet" {...act} onClose={onClose}>
      <p>{meaning}</p>
      <p><State name="blocked">{final}</State></p>
    </ReasonedAct>
  );
}
