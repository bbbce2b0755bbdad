import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from 'node:path';
import { RefusedByServer } from '@countersign/client';
import { getRequest } from '@countersign/contracts/requests';
import { founderOf, openOutsideSystem, openTestApi, openTestWorker, passTime, recordJobsOf, migrationJobOf, type OutsideSystem, type Person, type TestApi, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HistoryCase } from '../history/history-case.js';
import { setUpOrganisation, type Organisation } from '../history/organisation.js';
import { newReceiverSecret } from '../history/payment-receiver.js';
import { readXesFile } from '../history/read-xes.js';
import { scanLog } from '../history/scan-log.js';
import { need } from '../platform/need.js';
import { missingOf } from './check-links.js';
import { expectedAnswers } from './expected/all-answers.js';
import type { ExpectedAnswer, InLog, Part, Place } from './expected/expected-answer.js';
import { playScenario } from './play-scenario.js';
import { named, type Recorded } from './recorded.js';
import { replayPlace } from './replay-place.js';
import { scenarios } from './scenarios/all-scenarios.js';
import type { Played, Stage } from './stage.js';

const logs = ['RequestForPayment', 'DomesticDeclarations'] as const;
const repository = resolve(__dirname, '../../../..');

let api: TestApi;
let worker: TestWorker;
let bank: OutsideSystem;
let accounting: OutsideSystem;
let stage: Stage;
let foreigner: Person;
const histories = new Map<string, HistoryCase>();
const organisations = new Map<string, Organisation>();
const done = new Set<string>();
type EffectJob = Parameters<TestWorker['run']>[0];

/** The worker's connections find this clock before the database's own: it can be put forward. */
async function holdClock(): Promise<void> {
  await api.database.look('create schema fake');
  await api.database.look('create table fake.clock (ahead interval not null)');
  await api.database.look("insert into fake.clock values ('0')");
  await api.database.look("create function fake.clock_timestamp() returns timestamptz language sql volatile as 'select pg_catalog.clock_timestamp() + (select ahead from fake.clock)'");
  await api.database.look('grant usage on schema fake to cs_app, cs_worker');
  await api.database.look('grant select on fake.clock to cs_app, cs_worker');
  await api.database.look("do $do$ begin execute format('alter role cs_worker in database %I set search_path = fake, pg_catalog', current_database()); end $do$");
}
const setClock = (hours: number) => api.database.look("update fake.clock set ahead = $1::float8 * interval '1 hour'", [hours]);

/** What was enqueued about carrying out a request, and was not done yet. */
async function work(requestId: string): Promise<boolean> {
  const jobs = await api.database.look<{ id: string; name: string; data: EffectJob & { readonly requestId: string } }>(
    `select j.id, j.name, j.data from pgboss.job j where (j.name = 'effects' and j.data->>'effectId' in (select e.id::text from app.effects e where e.request_id = $1)) or (j.name = 'compensations' and j.data->>'requestId' = $1::text) order by j.created_on, j.id`,
    [requestId],
  );
  const due = jobs.filter(({ id }) => !done.has(id));
  for (const { id, name, data } of due) {
    done.add(id);
    if (name === 'compensations') await worker.goOnCompensating(data);
    else await passTime(api.database, data).then(() => worker.run(data));
  }
  return due.length > 0;
}

async function letPass(hours: number, requestId: string): Promise<void> {
  await setClock(hours);
  for (const timer of await api.database.look<{ tenantId: string; timerId: string }>('select tenant_id as "tenantId", id as "timerId" from app.timers where request_id = $1 order by at', [requestId])) await worker.fireTimer(timer);
  await setClock(0);
}

const answers = { Bank: [] as Parameters<Stage['answer']>[0][], Accounting: [] as Parameters<Stage['answer']>[0][] };
const answering = (system: 'Bank' | 'Accounting') => async ({ path }: { readonly path: string }) => {
  const { status = 200, body = {} } = answers[system].findLast(({ at = '/' }) => path.startsWith(at)) ?? {};
  if (status !== 'silence') return { status, body };
  await pause(3_000);
  return { status: 200 };
};

beforeAll(async () => {
  [bank, accounting] = [await openOutsideSystem(answering('Bank')), await openOutsideSystem(answering('Accounting'))];
  const allowedWebhookHosts = [bank.host, accounting.host];
  api = await openTestApi({ allowedWebhookHosts, tryLimitFactor: 1000 });
  await holdClock();
  worker = await openTestWorker(api.database, { allowedWebhookHosts, delivery: { retryDelaysMs: [0, 0, 0] } });
  stage = {
    baseUrl: api.baseUrl,
    addresses: { Bank: `http://${bank.host}`, Accounting: `http://${accounting.host}` },
    answer: (said) => {
      if (said.at === undefined) answers[said.system] = [];
      answers[said.system].push(said);
    },
    readRecords: async (requestId) => {
      for (const job of await recordJobsOf(api.database, requestId)) await worker.readRecord(job);
    },
    work,
    letPass,
    migrate: async (migrationId) => void (await worker.runMigration(await migrationJobOf(api.database, migrationId))),
  };
  foreigner = await founderOf(api, 'Borealis');
  for (const log of logs) await openLog(log);
}, 240_000);
afterAll(async () => {
  await worker?.close();
  await api?.close();
  await bank?.close();
  await accounting?.close();
});

async function openLog(log: InLog['log']): Promise<void> {
  const cases: HistoryCase[] = [];
  for await (const history of readXesFile(resolve(repository, `apps/lab/data/explained-${log}.xes.gz`))) cases.push(history);
  for (const history of cases) histories.set(`${log} ${history.id}`, history);
  const scope = await scanLog(cases);
  organisations.set(log, await setUpOrganisation({ baseUrl: stage.baseUrl, seed: log.toLowerCase(), tenantName: log, description: 'Replayed', password: 'correct horse battery staple', endpoint: { url: `${stage.addresses.Accounting}/payments`, secret: newReceiverSecret() }, scope, members: 'all', concurrency: 2 }));
}

const placeKey = (place: Place) => ('log' in place ? `${place.log} ${place.caseId} ${place.at ?? 'end'}` : `${place.scenario} ${place.at ?? 'end'}`);

/** Each place once, however many questions are about it. */
const played = new Map<string, Promise<Played>>();
function play(place: Place): Promise<Played> {
  const key = placeKey(place);
  const before = played.get(key);
  if (before) return before;
  const now = 'log' in place ? playCase(place, key) : playScenario(stage, need(scenarios, place.scenario), key.replaceAll(' ', '-'), place.at);
  played.set(key, now);
  return now;
}
const playCase = (place: InLog, key: string) => {
  for (const system of ['Bank', 'Accounting'] as const) stage.answer({ system, status: 204 });
  return replayPlace(stage, need(organisations, place.log), need(histories, `${place.log} ${place.caseId}`), key, place.at);
};

/** What is on record of these requests, and of the company that they are of. */
async function recordedOf({ requestIds }: Played): Promise<Recorded> {
  const ids = [...requestIds.values()];
  const names = new Map((await api.database.look<{ id: string; name: string }>('select id, name from app.members union all select id, name from app.roles union all select id, name from app.groups union all select id, name from app.webhook_endpoints union all select id, name from app.connections')).map(({ id, name }) => [id, name]));
  const facts = new Map<string, Part[]>();
  for (const { id, fact } of await api.database.look<{ id: string; fact: string }>('select r.request_id as id, f.fact::text as fact from app.facts f join app.runs r on r.tenant_id = f.tenant_id and r.id = f.run_id where r.request_id = any ($1::uuid[]) order by f.seq', [ids])) facts.set(id, [...(facts.get(id) ?? []), named(fact, names)]);
  const entries = await api.database.look<{ action: string; subjectId: string; whole: string }>(`select action, subject_id as "subjectId", convert_from(canonical, 'UTF8') as whole from app.audit_entries where tenant_id in (select tenant_id from app.requests where id = any ($1::uuid[])) order by id`, [ids]);
  const definitions = new Map<string, Map<number, Part>>();
  for (const { id, version, definition } of await api.database.look<{ id: string; version: number; definition: string }>('select r.request_id as id, v.version, v.definition::text as definition from app.runs r join app.workflow_versions v on v.tenant_id = r.tenant_id and v.workflow_id = r.workflow_id where r.request_id = any ($1::uuid[])', [ids])) {
    definitions.set(id, new Map([...(definitions.get(id) ?? []), [version, named(definition, names)]]));
  }
  return { facts, entries: entries.map(({ whole, ...entry }) => ({ ...entry, whole: named(whole, names) })), definitions };
}

const byPlace = Map.groupBy(expectedAnswers, ({ subject: { place } }) => placeKey(place));

/** What the request says to whoever asks about it: nothing, where they may not see it. */
async function shownTo({ asker, subject: { place } }: ExpectedAnswer, { requestIds, people }: Played): Promise<'shown' | 'not_found'> {
  const params = { requestId: requestIds.get(place.request) ?? crypto.randomUUID() };
  try {
    await ('member' in asker ? need(people, asker.member).call(getRequest, { params }) : foreigner.call(getRequest, { params }));
    return 'shown';
  } catch (thrown) {
    if (thrown instanceof RefusedByServer && thrown.code === 'not_found') return 'not_found';
    throw thrown;
  }
}

describe('the expected answers', () => {
  for (const [key, answers] of byPlace) {
    test(`rest on what is on record, and are for who may see it: ${key}`, async () => {
      const [first] = answers;
      if (!first) throw new Error('a place has a question');
      const seen = await play(first.subject.place);
      const recorded = await recordedOf(seen);
      expect(answers.flatMap((answer) => missingOf(answer, seen, recorded))).toEqual([]);
      for (const answer of answers) expect([answer.id, await shownTo(answer, seen)]).toEqual([answer.id, answer.given === 'refused' ? 'not_found' : 'shown']);
    }, 60_000);
  }
});
