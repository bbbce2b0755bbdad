import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote, getRequest, withdrawRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { decideRequest } from '@countersign/contracts/tasks';
import { expectRefusal, holdsItsContract, lookAt, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = async () => ({ by: world.company.requester, input: { params: { requestId: (await world.company.submit()).id }, body: { text: 'The supplier called.' } } });
holdsItsContract({ operation: addNote, world: () => world, ready });

describe('201', () => {
  it('is read by everybody who sees the request, oldest first, in the ledger too, and by nobody of another company (row:A8 row:F1)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'First\nof two lines' } });
    await company.budgetOwner.call(addNote, { params: { requestId: id }, body: { text: 'Second' } });
    await company.auditor.call(addNote, { params: { requestId: id }, body: { text: 'Third' } });
    const texts = ['First\nof two lines', 'Second', 'Third'];
    for (const by of [company.requester, company.budgetOwner, company.auditor]) {
      expect((await by.call(getRequest, { params: { requestId: id } })).notes.map(({ text }) => text)).toEqual(texts);
      const { data } = await by.call(showRequest, { query: { requestId: id } });
      expect(data.timeline.filter(({ kind }) => kind === 'noted').map(({ who, note, mark }) => [who, note, mark])).toEqual([
        ['Employee of Acme', texts[0], null],
        ['Budget owner of Acme', texts[1], null],
        ['Auditor of Acme', texts[2], null],
      ]);
      expect(data.actions.find((action) => action.id === 'note')).toMatchObject({ allowed: true });
    }
    await expectRefusal(world, getRequest, { params: { requestId: id } }, { by: world.foreigner }, 'not_found');
  });

  it('changes no digest: a decision made on what was shown before the note is still good (row:A4 row:A7)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    const before = await company.requester.call(getRequest, { params: { requestId: id } });
    const { params, body } = await lookAt(company.budgetOwner, id);
    await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'Between looking and signing.' } });
    const after = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(after).toEqual({ ...before, notes: after.notes });
    expect((await lookAt(company.budgetOwner, id)).body).toEqual(body);
    await expect(company.budgetOwner.call(decideRequest, { params, body })).resolves.toMatchObject({ requestStatus: 'open' });
  });

  it('is taken by a request that has ended, and leaves who, when and the digest of the text in the audit, not the text (row:E1)', async () => {
    const { company, api } = world;
    const { id } = await company.submit();
    await company.requester.call(withdrawRequest, { params: { requestId: id }, body: {} });
    const noted = await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'A very particular remark' } });
    const entries = await api.database.look<{ canonical: string }>("select convert_from(canonical, 'UTF8') as canonical from app.audit_entries where id = $1", [noted.receipt.entryId]);
    const entry = JSON.parse(entries[0]?.canonical ?? '{}') as { after: { noteId: string; textDigest: string }; subject: { id: string } };
    expect(entry).toMatchObject({ subject: { id }, after: { noteId: noted.id, textDigest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(entries[0]?.canonical).not.toContain('particular');
  });
});

describe('404', () => {
  it('takes no note on a request that one does not see (row:F1 row:F2)', async () => {
    const { id } = await world.company.submit();
    const colleague = await world.company.join('Colleague', ['requester']);
    const texts = new Set<string>();
    for (const [by, requestId] of [[colleague, id], [world.foreigner, id], [colleague, crypto.randomUUID()]] as const) {
      texts.add((await expectRefusal(world, addNote, { params: { requestId }, body: { text: 'Hello' } }, { by }, 'not_found')).text);
    }
    expect(texts.size).toBe(1);
  });
});

describe('409', () => {
  it('refuses one more where a request holds as many as it can, and takes notes on others (row:F6)', async () => {
    const { company, api } = world;
    const { id } = await company.submit();
    await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'The first' } });
    // As two hundred calls would leave it.
    await api.database.look('insert into app.notes (tenant_id, id, request_id, author_id, text, written_at) select n.tenant_id, gen_random_uuid(), n.request_id, n.author_id, n.text, n.written_at from app.notes n, generate_series(1, 199) where n.request_id = $1', [id]);
    await expectRefusal(world, addNote, { params: { requestId: id }, body: { text: 'One too many' } }, { by: company.requester }, 'notes_full');
    await expect(company.requester.call(addNote, { params: { requestId: (await company.submit()).id }, body: { text: 'Elsewhere' } })).resolves.toBeDefined();
  });
});

describe('422', () => {
  it('refuses a note that says nothing, is too long, or cannot be stored (row:F6)', async () => {
    const { id } = await world.company.submit();
    for (const text of ['', ' \n\t ', 'x'.repeat(2001), 'a\u0000b', '\udc00']) await expectRefusal(world, addNote, { params: { requestId: id }, body: { text } }, { by: world.company.requester }, 'invalid_input');
    await expect(world.company.requester.call(addNote, { params: { requestId: id }, body: { text: 'x'.repeat(2000) } })).resolves.toBeDefined();
  });
});
