import type { Page } from 'playwright-core';
import { tabTo } from './tab-to.js';

/** Publishes what stands in the editor in place of the live version, by keyboard: what becomes different is said first. */
export async function publishIt(page: Page, differs: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).press('Enter');
  await page.getByRole('dialog', { name: /^Publish it in place of version \d+\?$/ }).getByText(differs).first().waitFor();
  await tabTo(page, /^Publish it$/);
  await page.keyboard.press('Enter');
}
