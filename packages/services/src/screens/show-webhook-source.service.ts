import type { Form } from '@countersign/contracts/request-types';
import { Refusal } from '@countersign/contracts/platform';
import { bodyStartMax, type showWebhookSource, type SourceChoices, type WebhookSourceScreen } from '@countersign/contracts/screens';
import type { Tx } from '@countersign/database/platform';
import type { MessageSample } from '@countersign/database/webhook-sources';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { messageViewOf, sourceViewOf } from '../webhook-sources/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

type Data = WebhookSourceScreen['data'];
type Query = Call<typeof showWebhookSource>['input']['query'];
const countedMax = 1000;
const problemsMax = 5;
const typesMax = 100;
const requestersMax = 200;
const setsMax = 200;
const nothing = { source: null, refusals: [], counts: { received: 0, kept: 0, dead: 0 }, problems: [], messages: { items: [], nextCursor: null } };

/** A source with its messages, or a sheet for a new one. */
export class ShowWebhookSourceService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWebhookSource>): Promise<WebhookSourceScreen> {
    const actor = actorOf(call.caller);
    const { sourceId, ...query } = call.input.query;
    const define = may(actor, 'webhook_source.define');
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, known, choices] = await Promise.all([
        frameOf(tx, actor, this.house.now()),
        sourceId === undefined ? nothing : loaded(tx, sourceId, query, define.allowed),
        define.allowed ? choicesOf(tx) : null,
      ]);
      return withPictures(tx, { ...frame, data: { ...known, define, choices } });
    });
  }
}

async function loaded(tx: Tx, id: string, { state, ...query }: Omit<Query, 'sourceId'>, seesBodies: boolean): Promise<Omit<Data, 'define' | 'choices'>> {
  const [source, refusals, counts, problems, page] = await Promise.all([
    tx.webhookSources.find(id),
    tx.webhookSources.listRefusals(id),
    tx.inboundMessages.countOpen(id, countedMax),
    tx.inboundMessages.listProblems(id, { among: countedMax, limit: problemsMax }),
    tx.inboundMessages.listSamples(id, state ?? null, pageOfQuery(query), bodyStartMax),
  ]);
  if (!source) throw new Refusal('not_found');
  const [requester] = source.requesterId === null ? [] : await tx.members.listNames([source.requesterId]);
  return {
    source: { ...sourceViewOf(source), requester: requester ? { memberId: requester.memberId, name: requester.name } : null },
    refusals: refusals.map(({ reason, lastAt }) => ({ reason, lastAt: lastAt.toISOString() })),
    counts,
    problems,
    messages: { items: page.items.map((row) => shownOf(row, seesBodies)), nextCursor: page.nextCursor },
  };
}

const shownOf = (row: MessageSample, seesBodies: boolean): Data['messages']['items'][number] => ({ ...messageViewOf(row), body: seesBodies ? { start: row.bodyStart, bytes: row.bodyBytes } : null });

async function choicesOf(tx: Tx): Promise<SourceChoices> {
  const [{ items }, requesters, sets] = await Promise.all([tx.requestTypes.list({ limit: typesMax, after: null }), tx.webhookSources.listRequesters(requestersMax), tx.recordSets.list({ limit: setsMax, after: null })]);
  return { recordSets: sets.items.map(({ id, name }) => ({ id, name })), requestTypes: items.map(({ id, name, latest }) => ({ id, name, fields: placesOf(latest.form) })), requesters };
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Each place of a form: money as a whole and by its parts, an object within it as a whole and by its fields. */
function placesOf(form: Form, before = '', within = '', depth = 1): SourceChoices['requestTypes'][number]['fields'] {
  const { properties, required } = form as { readonly properties?: Readonly<Record<string, Form>>; readonly required?: readonly string[] };
  return Object.entries(properties ?? {}).flatMap(([name, schema]) => {
    const to = `${before}/${escaped(name)}`;
    const label = `${within}${typeof schema.title === 'string' && schema.title !== '' ? schema.title : name}`;
    const isRequired = required?.includes(name) === true;
    const parts = schema.format === 'money' ? ['amount', 'currency'].map((part) => ({ to: `${to}/${part}`, label: `${label}, ${part}`, isRequired: false })) : schema.type === 'object' && depth < 4 ? placesOf(schema, to, `${label}, `, depth + 1) : [];
    return [{ to, label, isRequired }, ...parts.map((part) => ({ ...part, isRequired: false }))];
  });
}
