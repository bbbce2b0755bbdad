import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listMembers } from '@countersign/contracts/members';
import { createRequestType } from '@countersign/contracts/request-types';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { holdsHidden, isBlank, type Operation } from '@countersign/contracts/platform';
import { addFlow, approvalBy, newCompany, openTestApi, sendRaw, type Company, type Person, type TestApi } from '@countersign/testing';
import { naughty } from '@countersign/testing/input';

let api: TestApi;
let company: Company;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
}, 60_000);
afterAll(() => api.close());

/** Every page of a list. */
async function allOf<Item>(list: (cursor: string | undefined) => Promise<{ items: readonly Item[]; nextCursor: string | null }>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
const pageOf = (cursor: string | undefined) => ({ query: { limit: '100', ...(cursor !== undefined && { cursor }) } });

/** Sends an operation one text after another: which it kept, and which it refused for what. */
async function sendEach(by: Person, operation: Operation, texts: readonly string[], bodyFor: (text: string) => object) {
  const kept: string[] = [];
  const refused = new Map<string, unknown>();
  for (const text of texts) {
    const answer = await sendRaw(api.baseUrl, operation, { body: bodyFor(text) }, { by });
    if (answer.status === operation.status) kept.push(text);
    else refused.set(text, answer.json.code);
  }
  return { kept, refused };
}

describe('texts that have broken programs before (row:F6)', () => {
  it('come out of a request as they went in, every one of the list', async () => {
    expect(naughty.length).toBeGreaterThan(400);
    const form = { type: 'object', additionalProperties: false, required: ['title', 'texts'], properties: { title: { type: 'string' }, texts: { type: 'array', items: { type: 'string' } } } };
    // One without conditions: those of the company's own read an amount, which this form has not.
    const { workflowId } = await addFlow(company, 'Plain', [approvalBy(company, 'Budget owner')]);
    const type = await company.admin.call(createRequestType, { body: { name: 'Texts', form, titleField: 'title', workflowId } });
    const content = { title: 'All of them', texts: [...naughty] };
    const { id } = await company.requester.call(submitRequest, { body: { requestTypeId: type.id, content } });
    expect((await company.requester.call(getRequest, { params: { requestId: id } })).current.content).toEqual(content);
  });

  it('come out of names as they went in but for spaces around them, or are refused for what they are', async () => {
    const texts = [...new Set(naughty)].filter((_, index) => index % 4 === 0);
    const fits = (text: string) => !isBlank(text) && !holdsHidden(text) && text.length <= 80;
    const { kept, refused } = await sendEach(company.admin, createRole, texts, (name) => ({ name, permissions: [] }));
    expect([...refused].filter(([text, code]) => !(code === 'invalid_input' && !fits(text)) && code !== 'name_taken')).toEqual([]);
    const names = (await allOf((cursor) => company.admin.call(listRoles, pageOf(cursor)))).map((role) => role.name);
    expect(kept.filter((text) => !names.includes(text.trim()))).toEqual([]);
    expect(kept.length).toBeGreaterThan(80);
  }, 60_000);

  it('come out of the units of members as they went in', async () => {
    const texts = ['Ω≈ç√∫˜µ≤≥÷', '田中さんにあげて下さい', 'NULL', "'; drop table app.members; --", '<script>alert(1)</script>', '🏳️‍🌈', 'ṰỌ NAME'];
    for (const [index, unit] of texts.entries()) await company.join(`Person ${index}`, ['requester'], unit);
    const units = (await allOf((cursor) => company.admin.call(listMembers, pageOf(cursor)))).map((member) => member.unit);
    expect(units).toEqual(expect.arrayContaining(texts));
    expect(api.errors).toEqual([]);
  }, 60_000);
});
