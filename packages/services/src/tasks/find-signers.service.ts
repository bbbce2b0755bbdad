import type { findSigners } from '@countersign/contracts/tasks';
import { tookPart } from '@countersign/engine';
import { actorOf, type Call, type House } from '../platform/index.js';
import { openToMore, readableTask } from './askable.part.js';

const signersMax = 50;

/** Whom an open task could be given to, or who could be added to it: looked for when somebody is about to choose, and not before. */
export class FindSignersService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof findSigners>) {
    const actor = actorOf(call.caller);
    const { params: { taskId }, query: { search = '' } } = call.input;
    return this.house.tenancy.read(actor, async (tx) => {
      const file = readableTask(actor, await tx.requests.findByTask(taskId));
      const { stepId, candidateIds } = openToMore(actor, file);
      const askedIds = [...new Set([...candidateIds, ...tookPart(file.run.state, stepId)])];
      const found = await tx.members.listAble({ besides: file.requester.memberId, search: search.trim(), last: askedIds, limit: signersMax + 1 });
      return { items: found.slice(0, signersMax).map((member) => ({ ...member, isAsked: askedIds.includes(member.memberId) })), more: found.length > signersMax };
    });
  }
}
