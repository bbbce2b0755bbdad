import { Refusal } from '@countersign/contracts/platform';
import type { previewReversal } from '@countersign/contracts/requests';
import type { RequestFile } from '@countersign/database/requests';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findReadable } from './get-request.service.js';
import { reversalViewOf, undoneBy } from './reversal.part.js';

/** Shows what undoing a request would do. Nothing is recorded. */
export class PreviewReversalService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewReversal>) {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const file = await findReadable(tx, actor, call.input.params.requestId);
      refuseUnlessReversible(file);
      return reversalViewOf(file, undoneBy(file, await tx.effects.findOfRequest(file.requestId)));
    });
  }
}

export function refuseUnlessReversible({ run: { state } }: RequestFile): void {
  if (state.status !== 'approved' && state.effectStepIds.length === 0) throw new Refusal('not_approved');
}
