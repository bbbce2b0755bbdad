import { createTenant } from '@countersign/contracts/tenants';
import { newCompany, type Company, type CompanyOptions } from './company.js';
import type { Person } from './people.js';
import { openTestApi, type TestApi, type TestApiOptions } from './test-api.js';

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

export async function openHttpWorld(options: TestApiOptions & CompanyOptions = {}): Promise<HttpWorld> {
  const api = await openTestApi(options);
  const twin = await openTestApi({ ...options, on: api.database });
  const company = await newCompany(api, 'Acme', options);
  const [powerless, foreigner, homeless] = await Promise.all([company.join('Powerless', []), founderOf(api, 'Borealis'), api.signUp('Homeless')]);
  const close = async () => {
    await twin.close();
    await api.close();
  };
  return { api, twin, company, powerless, foreigner, homeless, close };
}

/** Somebody who has just made a company of their own, and so holds every permission in it. */
export async function founderOf(api: TestApi, name: string): Promise<Person> {
  const founder = await api.signUp(`Founder of ${name}`);
  await founder.call(createTenant, { body: { name } });
  return founder;
}
