import type { Page } from 'playwright-core';

/** Goes down the choices of the select at hand to one of that name. */
export async function choose(page: Page, wanted: RegExp): Promise<void> {
  await page.keyboard.press('Home');
  for (let stop = 0; stop < 20; stop += 1) {
    if (wanted.test(await page.evaluate<string>("document.activeElement?.selectedOptions?.[0]?.textContent ?? ''"))) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`No choice is named ${wanted.source}.`);
}
