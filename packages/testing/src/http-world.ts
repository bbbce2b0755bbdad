import { listSessions } from '@countersign/contracts/sessions';
import { createTenant } from '@countersign/contracts/tenants';
import { rmSync } from 'node:fs';
import { newCompany, type Company, type CompanyOptions } from './company.js';
import type { Person } from './people.js';
import { openTestApi, type TestApi, type TestApiOptions } from './test-api.js';
import { copyTestDatabase, openTestDatabase, type TestDatabase } from './test-database.js';

/** What the specs of operations stand on: a company served by two instances of the API, and people who may not. */
export interface HttpWorld {
  readonly api: TestApi;
  /** Another instance on the same database: nothing is in common but what PostgreSQL keeps. */
  readonly twin: TestApi;
  readonly company: Company;
  /** A member of the company without any role. */
  readonly powerless: Person;
  /** Holds every permission, in another company. */
  readonly foreigner: Person;
  /** Signed in, and in no company. */
  readonly homeless: Person;
  close(): Promise<void>;
}

/** Opens a world; close it in afterAll. Where nothing particular is asked, it is a copy of one that was made a moment ago. */
export async function openHttpWorld(options: Omit<TestApiOptions, 'on'> & CompanyOptions = {}): Promise<HttpWorld> {
  const made = Object.keys(options).length === 0 ? await plainWorld() : null;
  const database = made === null ? await openTestDatabase() : await copyTestDatabase(made.database);
  const [api, twin] = [await openTestApi({ ...options, on: database }), await openTestApi({ ...options, on: database })];
  const close = async () => {
    await twin.close();
    await api.close();
    await database.drop();
  };
  return { api, twin, close, ...(made === null ? await settle(api, options) : await arrive(api, made.inhabitants)) };
}

type Inhabitants = Omit<HttpWorld, 'api' | 'twin' | 'close'>;

async function settle(api: TestApi, options: CompanyOptions): Promise<Inhabitants> {
  const company = await newCompany(api, 'Acme', options);
  const [powerless, foreigner, homeless] = await Promise.all([company.join('Powerless', []), founderOf(api, 'Borealis'), api.signUp('Homeless')]);
  return { company, powerless, foreigner, homeless };
}

/** The same people on a copy, as after a sign-in: this process knows their sessions. */
async function arrive(api: TestApi, known: Inhabitants): Promise<Inhabitants> {
  const [company, powerless, foreigner, homeless] = [known.company.at(api), known.powerless.at(api), known.foreigner.at(api), known.homeless.at(api)];
  await Promise.all([company.admin, company.requester, company.budgetOwner, company.finance, company.auditor, powerless, foreigner, homeless].map((person) => person.call(listSessions, { query: {} })));
  return { company, powerless, foreigner, homeless };
}

interface PlainWorld {
  readonly database: TestDatabase;
  readonly inhabitants: Inhabitants;
  readonly madeMs: number;
}

/** Its people have just signed in, as far as anything asks for a fresh sign-in. */
const freshMs = 60_000;
let plain: Promise<PlainWorld> | undefined;

/** Made once by a process, and anew when it is no longer fresh; nothing is connected to it any more. */
async function plainWorld(): Promise<PlainWorld> {
  const made = await plain;
  if (made && performance.now() - made.madeMs < freshMs) return made;
  plain = makePlainWorld();
  await made?.database.drop();
  return plain;
}

async function makePlainWorld(): Promise<PlainWorld> {
  const madeMs = performance.now();
  const database = await openTestDatabase();
  const api = await openTestApi({ on: database });
  const inhabitants = await settle(api, {});
  await api.close();
  rmSync(database.filesFolder, { recursive: true });
  return { database, inhabitants, madeMs };
}

/** Somebody who has just made a company of their own, and so holds every permission in it. */
export async function founderOf(api: TestApi, name: string): Promise<Person> {
  const founder = await api.signUp(`Founder of ${name}`);
  await founder.call(createTenant, { body: { name } });
  return founder;
}
