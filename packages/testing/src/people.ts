import { createClient, type HttpAnswer, type Client } from '@countersign/client';
import { signUp } from '@countersign/contracts/identity';

/** One person with a cookie of their own, calling over HTTP. */
export interface Person extends Client {
  readonly email: string;
  /** The headers that carry the session, for calls made by hand. */
  headers(): Record<string, string>;
  /** The same person at another device, not signed in there. */
  again(): Person;
  /** The same person in the same session, calling an API at another address on a copy of the database. */
  at(people: People): Person;
  /** The last answer, for its status and headers. */
  last(): HttpAnswer | undefined;
}

/** The people of one installation. */
export interface People {
  /** Somebody who is not signed in. */
  stranger(): Person;
  /** Signs up somebody new. */
  signUp(name: string, email?: string): Promise<Person>;
  /** Somebody who signed up where the database was copied from, in the session that they had. */
  known(email: string, cookie: string): Person;
}

export const testPassword = 'correct horse battery';

/** How many signed up in this process: addresses differ on copies of a database too. */
let count = 0;

/** People who call the API at an address; their e-mail addresses are of one domain. */
export function connectPeople(baseUrl: string, domain = 'example.com'): People {
  return {
    stranger: () => person(baseUrl, ''),
    known: (email, cookie) => person(baseUrl, email, cookie),
    async signUp(name, email = `${name.toLowerCase().replaceAll(/\W/g, '')}.${(count += 1)}@${domain}`) {
      const someone = person(baseUrl, email);
      await someone.call(signUp, { body: { name, email, password: testPassword } });
      return someone;
    },
  };
}

function person(baseUrl: string, email: string, session = ''): Person {
  let cookie = session;
  let last: HttpAnswer | undefined;
  const headers = (): Record<string, string> => (cookie === '' ? {} : { cookie });
  const client = createClient({
    retries: false,
    baseUrl,
    headers,
    onResponse: (response) => {
      last = response;
      for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    },
  });
  return { ...client, email, headers, again: () => person(baseUrl, email), at: (people) => people.known(email, cookie), last: () => last };
}
