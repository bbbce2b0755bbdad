import { connectPeople, newCompany, type Company, type CompanyOptions, type People } from '@countersign/testing/over-http';
import { openBrowser } from '@countersign/browser';
import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';

/** The whole product, which all journeys share: see bin/start-stack.mjs. */
export interface Stack {
  readonly url: string;
  /** What it keeps its data in, for commands that are run beside it. */
  readonly dataDir: string;
  /** Where the demo's receiver takes webhooks, and where its page is: those of every journey. */
  readonly receiverUrl: string;
  readonly receiverSecret: string;
  /** Where a provider of access tokens is called, once a journey has opened one there. */
  readonly providerPort: number;
}

/** What every journey stands on: the product, a browser, and people whom no other journey knows. */
export interface Journey {
  readonly stack: Stack;
  readonly browser: Browser;
  readonly people: People;
  close(): Promise<void>;
}

export async function openJourney(): Promise<Journey> {
  const text = process.env.COUNTERSIGN_TEST_STACK;
  if (text === undefined) throw new Error('Name this file *.e2e.ts: then the product is started for it.');
  const stack = JSON.parse(text) as Stack;
  const browser = await openBrowser();
  return { stack, browser, people: connectPeople(stack.url, `${randomBytes(6).toString('hex')}.example`), close: () => browser.close() };
}

/** The same with a company in it; with `webhooks`, its effects go to the receiver of the stack. */
export async function openCompanyJourney({ webhooks = false }: { readonly webhooks?: boolean } = {}): Promise<Journey & { readonly company: Company }> {
  const journey = await openJourney();
  const { receiverUrl, receiverSecret } = journey.stack;
  const options: CompanyOptions = webhooks ? { webhookUrl: `${receiverUrl}/hooks`, webhookSecret: receiverSecret } : {};
  try {
    return { ...journey, company: await newCompany(journey.people, 'Acme', options) };
  } catch (error) {
    await journey.close();
    throw error;
  }
}
