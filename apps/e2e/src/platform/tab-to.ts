import type { Page } from 'playwright-core';

/** Tabs until the focused element has this name; fails after as many stops as no screen should have. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>("(e => (e?.labels?.[0]?.textContent ?? e?.getAttribute('aria-label') ?? e?.textContent ?? '').trim())(document.activeElement)");
    if (name.test(focused)) return;
  }
  throw new Error(`No stop of the tab key is named ${name.source}.`);
}
