import { Refusal } from '@countersign/contracts/platform';
import type { GroupScreen, showGroup } from '@countersign/contracts/screens';
import { askingWords } from '../groups/index.js';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

const othersMax = 50;

/** A group: who is in it, who could be added, and what asks it. */
export class ShowGroupService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showGroup>): Promise<GroupScreen> {
    const actor = actorOf(call.caller);
    const { groupId, search } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const group = await tx.groups.find(groupId);
      if (!group) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, this.house.now());
      const { items, nextCursor } = await tx.groups.listMembers(groupId, pageOfQuery(call.input.query));
      const define = may(actor, 'group.define');
      const others = define.allowed ? await tx.groups.listOthers(groupId, search?.trim() ?? null, othersMax) : [];
      const askedBy = (await tx.groups.listAsking(groupId)).map(askingWords);
      return withPictures(tx, { ...frame, data: { group, members: { items: items.map(refOf), nextCursor }, define, others: others.map(refOf), askedBy } });
    });
  }
}

const refOf = ({ memberId, name }: { readonly memberId: string; readonly name: string }) => ({ memberId, name });
