import { connectPeople, newCompany, type Company, type CompanyOptions, type People } from '@countersign/testing';
import { openBrowser } from '@countersign/browser';
import type { Browser } from 'playwright-core';
import { startStack, type Stack } from './start-stack.js';

/** What every journey stands on: the whole product, a browser, and the people of the installation. */
export interface Journey {
  readonly stack: Stack;
  readonly browser: Browser;
  readonly people: People;
  close(): Promise<void>;
}

export async function openJourney(): Promise<Journey> {
  const stack = await startStack();
  try {
    const browser = await openBrowser();
    const close = async () => {
      await browser.close();
      await stack.stop();
    };
    return { stack, browser, people: connectPeople(stack.url), close };
  } catch (error) {
    await stack.stop();
    throw error;
  }
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
