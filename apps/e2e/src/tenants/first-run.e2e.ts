import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testPassword } from '@countersign/testing/over-http';
import type { Page } from 'playwright-core';
import { openPage } from '@countersign/browser';
import { openJourney, type Journey } from '../platform/open-journey.js';
import { tabTo } from '../platform/tab-to.js';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
}, 120_000);
afterAll(() => journey?.close());

const heading = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Counts what a person fills in and which screens they pass, as goal 17 does. */
class Tally {
  inputs = 0;
  readonly screens = new Set<string>();
  constructor(private readonly page: Page) {}
  async fill(label: RegExp, text: string): Promise<void> {
    this.screens.add(new URL(this.page.url()).pathname);
    await tabTo(this.page, label);
    await this.page.keyboard.type(text);
    this.inputs += 1;
  }
  async press(label: RegExp): Promise<void> {
    this.screens.add(new URL(this.page.url()).pathname);
    await tabTo(this.page, label);
    await this.page.keyboard.press('Enter');
  }
}

async function fromSignUpToFirstRequest(page: Page): Promise<Tally> {
  const tally = new Tally(page);
  await page.goto(`${journey.stack.url}/sign-up`);
  await heading(page, /Sign up/);
  await tally.fill(/^Your name/, 'Mara Oduya');
  await tally.fill(/^E-mail/, 'mara@acme.example');
  await tally.fill(/^Password/, testPassword);
  await page.keyboard.press('Enter');
  await heading(page, /Welcome/);
  await page.getByLabel('Name of the company').waitFor();
  await tally.fill(/^Name of the company/, 'Acme Stage');
  await page.keyboard.press('Enter');
  await heading(page, /What shall be requested first/);
  await page.getByRole('button', { name: /^Use it ?: Purchase$/ }).waitFor();
  await tally.press(/^Use it: Purchase/);
  await heading(page, /^Purchase$/);
  await page.getByLabel('What', { exact: true }).waitFor();
  await tally.fill(/^What$/, 'Two work lamps');
  await tally.fill(/^Amount/, '86.40');
  await page.keyboard.press('Control+Enter');
  await heading(page, /Two work lamps/);
  return tally;
}

async function inviteByKeyboard(page: Page, email: string): Promise<string> {
  await tabTo(page, /^Invite somebody as approver/);
  await page.keyboard.press('Enter');
  await heading(page, /^approver$/);
  await page.getByRole('dialog', { name: 'Invite a colleague' }).getByRole('checkbox', { name: 'approver', checked: true }).waitFor();
  await tabTo(page, /^Their e-mail/);
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Invited' }).waitFor();
  return page.getByLabel('Link').inputValue();
}

async function joinByKeyboard(page: Page, link: string, email: string): Promise<void> {
  await page.goto(link);
  await heading(page, /Mara Oduya invites you to Acme Stage/);
  await tabTo(page, /^Sign up/);
  await page.keyboard.press('Enter');
  await heading(page, /^Sign up/);
  await tabTo(page, /^Your name/);
  await page.keyboard.type('Jun Ito');
  await tabTo(page, /^E-mail/);
  await page.keyboard.type(email);
  await tabTo(page, /^Password/);
  await page.keyboard.type(testPassword);
  await page.keyboard.press('Enter');
  await heading(page, /Mara Oduya invites you/);
  await page.getByRole('button', { name: 'Join Acme Stage' }).waitFor();
  await tabTo(page, /^Join Acme Stage/);
  await page.keyboard.press('Enter');
  await heading(page, /Inbox/);
}

describe('the first run, by keyboard alone', () => {
  it('leads from signing up to a first request in 4 screens and 6 inputs, and a colleague who is invited approves it (row:J1 row:J4 row:F3)', async () => {
    const { page, faults } = await openPage(journey.browser);
    const tally = await fromSignUpToFirstRequest(page);
    expect({ inputs: tally.inputs, screens: [...tally.screens] }).toEqual({ inputs: 6, screens: ['/sign-up', '/welcome', '/start', '/submit'] });
    const link = await inviteByKeyboard(page, 'jun@acme.example');
    const colleague = await openPage(journey.browser);
    await joinByKeyboard(colleague.page, link, 'jun@acme.example');
    await colleague.page.getByText(/^I, Jun Ito.* approve version 1 of request 1/).waitFor();
    await colleague.page.keyboard.press('a');
    await colleague.page.keyboard.press('Enter');
    await colleague.page.getByText('Recorded').first().waitFor();
    await page.goto(`${journey.stack.url}/start`);
    await page.getByText('2 members.').waitFor();
    expect(await page.getByText('Done', { exact: true }).count()).toBe(4);
    await page.getByText('Give somebody the role Finance').waitFor();
    await page.getByText('Next', { exact: true }).waitFor();
    expect([...faults, ...colleague.faults]).toEqual([]);
    await colleague.page.context().close();
    await page.context().close();
  }, 120_000);
});
