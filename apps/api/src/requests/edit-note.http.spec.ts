import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote, editNote, getRequest, removeNote } from '@countersign/contracts/requests';
import { showNotifications, showRequest } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

/** A note of somebody's on a new request. */
async function noted(by: Person = world.company.requester, text = 'As it was') {
  const { id: requestId } = await world.company.submit();
  const { id: noteId } = await by.call(addNote, { params: { requestId }, body: { text } });
  return { requestId, noteId };
}
const longAgo = (noteId: string) => world.api.database.look("update app.notes set written_at = written_at - interval '6 minutes' where id = $1 returning id", [noteId]);

holdsItsContract({ operation: editNote, world: () => world, ready: async () => ({ by: world.company.requester, input: { params: await noted(), body: { text: 'As it is now' } } }) });

describe('200', () => {
  it('shows what it says now and that it was edited, to everybody, and offers the change to its author only (row:A8)', async () => {
    const { company } = world;
    const params = await noted();
    await company.requester.call(editNote, { params, body: { text: 'As it is now' } });
    for (const [by, offered] of [[company.requester, true], [company.auditor, false]] as const) {
      const [note] = (await by.call(getRequest, { params })).notes;
      expect(note).toMatchObject({ text: 'As it is now', editedAt: expect.any(String), removedAt: null });
      const row = (await by.call(showRequest, { query: { requestId: params.requestId } })).data.timeline.find(({ kind }) => kind === 'noted');
      expect(row).toMatchObject({ what: 'noted (edited)', note: 'As it is now', written: { noteId: params.noteId, changeableUntil: offered ? expect.any(String) : null } });
    }
  });

  it('tells who is mentioned for the first time, and nobody twice (row:A8 row:J4)', async () => {
    const { company } = world;
    const [budget, auditor] = [await memberIdOf(company, company.budgetOwner), await memberIdOf(company, company.auditor)];
    const params = await noted(company.requester, `Look, @{${budget}}`);
    await company.requester.call(editNote, { params, body: { text: `Look, @{${budget}} and @{${auditor}}` } });
    const about = async (by: Person) => (await by.call(showNotifications, { query: {} })).data.rows.filter(({ request }) => request.id === params.requestId);
    expect([await about(company.budgetOwner), await about(company.auditor)].map((rows) => rows.map(({ kind }) => kind))).toEqual([['mentioned'], ['mentioned']]);
    expect((await company.auditor.call(getRequest, { params })).notes[0]?.mentions.map(({ memberId }) => memberId).sort()).toEqual([budget, auditor].sort());
  });
});

describe('403', () => {
  it('lets nobody else change a note, an admin neither (row:F2)', async () => {
    const params = await noted();
    for (const by of [world.company.budgetOwner, world.company.admin]) {
      await expectRefusal(world, editNote, { params, body: { text: 'Other words' } }, { by }, 'not_the_author');
      await expectRefusal(world, removeNote, { params }, { by }, 'not_the_author');
    }
  });
});

describe('404', () => {
  it('finds no note by way of another request (row:F1)', async () => {
    const [one, other] = [await noted(), await noted()];
    await expectRefusal(world, editNote, { params: { requestId: other.requestId, noteId: one.noteId }, body: { text: 'Elsewhere' } }, { by: world.company.requester }, 'not_found');
  });
});

describe('409', () => {
  it('changes nothing after five minutes, or once it was removed, and offers it no more (row:A8)', async () => {
    const { company } = world;
    const old = await noted();
    await longAgo(old.noteId);
    await expectRefusal(world, editNote, { params: old, body: { text: 'Too late' } }, { by: company.requester }, 'note_settled');
    const row = (await company.requester.call(showRequest, { query: { requestId: old.requestId } })).data.timeline.find(({ kind }) => kind === 'noted');
    expect(row).toMatchObject({ note: 'As it was', written: { changeableUntil: null } });
    const gone = await noted();
    await company.requester.call(removeNote, { params: gone });
    await expectRefusal(world, editNote, { params: gone, body: { text: 'Back again' } }, { by: company.requester }, 'note_settled');
  });

  it('leaves what one of two changes at once has written whole, its mentions too (row:A8)', async () => {
    const { company, api, twin } = world;
    const [budget, auditor] = [await memberIdOf(company, company.budgetOwner), await memberIdOf(company, company.auditor)];
    const params = await noted();
    const texts = [`To @{${budget}}`, `To @{${auditor}}`];
    const answers = await Promise.all([api, twin].map(({ baseUrl }, at) => sendRaw(baseUrl, editNote, { params, body: { text: texts[at] } }, { by: company.requester })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [note] = (await company.requester.call(getRequest, { params })).notes;
    expect(note?.mentions.map(({ memberId }) => `To @{${memberId}}`)).toEqual([note?.text]);
  });
});
