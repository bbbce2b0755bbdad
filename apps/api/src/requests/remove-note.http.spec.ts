import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote, getRequest, removeNote } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

async function noted(text = 'Not meant for all of you') {
  const { id: requestId } = await world.company.submit();
  const { id: noteId } = await world.company.requester.call(addNote, { params: { requestId }, body: { text } });
  return { requestId, noteId };
}

holdsItsContract({ operation: removeNote, world: () => world, ready: async () => ({ by: world.company.requester, input: { params: await noted() } }) });

describe('200', () => {
  it('takes away what it said, from the rows too, and keeps that there was one and whose (row:A8)', async () => {
    const { company, api } = world;
    const params = await noted(`Not meant for @{${await memberIdOf(company, company.budgetOwner)}}`);
    await company.requester.call(removeNote, { params });
    const { notes } = await company.budgetOwner.call(getRequest, { params });
    expect(notes).toEqual([expect.objectContaining({ id: params.noteId, text: '', mentions: [], removedAt: expect.any(String) })]);
    const row = (await company.budgetOwner.call(showRequest, { query: { requestId: params.requestId } })).data.timeline.find(({ kind }) => kind === 'noted');
    expect(row).toMatchObject({ who: 'Employee of Acme', what: 'wrote a note and removed it', note: null });
    expect(await api.database.look('select text from app.notes where id = $1', [params.noteId])).toEqual([{ text: '' }]);
  });
});

describe('409', () => {
  it('removes nothing after five minutes, and nothing twice (row:A8)', async () => {
    const { company, api } = world;
    const old = await noted();
    await api.database.look("update app.notes set written_at = written_at - interval '6 minutes' where id = $1", [old.noteId]);
    await expectRefusal(world, removeNote, { params: old }, { by: company.requester }, 'note_settled');
    const gone = await noted();
    await company.requester.call(removeNote, { params: gone });
    await expectRefusal(world, removeNote, { params: gone }, { by: company.requester }, 'note_settled');
  });
});
