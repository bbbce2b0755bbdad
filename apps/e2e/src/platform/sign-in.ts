import { testPassword, type Person } from '@countersign/testing/over-http';
import type { Page } from 'playwright-core';

/** Signs in as a person does: types, and presses Enter. */
export async function signInAs(page: Page, url: string, person: Person): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(testPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
}

/** Gives a page the session that a person has already, without the screen: for journeys that are about something else. */
export async function carrySession(page: Page, url: string, person: Person): Promise<void> {
  const [name = '', value = ''] = (person.headers()['cookie'] ?? '').split(/=(.*)/s);
  const { hostname } = new URL(url);
  await page.context().addCookies([{ name, value, domain: hostname, path: '/', httpOnly: true, sameSite: 'Lax' }]);
}
