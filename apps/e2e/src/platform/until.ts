import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const withinMs = 15_000;

/** Waits until an expression holds on the page. Asked from outside: the page's own content security policy lets nothing be evaluated inside it again and again. */
export async function until(page: Page, expression: string): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > deadline) throw new Error(`It never came to be that ${expression}`);
    await pause(25);
  }
}
