import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds wrong on the page as it is: WCAG 2.0 to 2.2, levels A and AA, and its best practices. */
export async function findViolations(page: Page): Promise<string[]> {
  // Evaluated from outside: the page's own content security policy allows no such script.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(source);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })})`);
  return violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** How far the page reaches past its window's width; none is allowed. */
export const overflowPx = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

/** Both of these: `[[], 0]` where nothing is wrong. */
export const looks = async (page: Page) => [await findViolations(page), await overflowPx(page)];
