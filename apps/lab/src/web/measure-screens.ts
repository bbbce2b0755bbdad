import { openPage, pressAndTime, slowDown, watchLoad, type Browser, type LoadFigures, type Page } from '@countersign/browser';
import { quantile } from '../bench/measure.js';
import type { Person } from '../platform/person.js';
import type { Figure, WebBudgets } from './figures.js';

/** A screen, by its address; null where nobody is signed in. `answers` is the operation that draws it. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly visitor: Person | null;
  readonly answers: string | null;
}

export interface Measuring {
  readonly browser: Browser;
  readonly baseUrl: string;
  readonly budgets: WebBudgets;
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** An old telephone on a poor line. */
const slow = { processorTimes: 4, bitsPerSecond: 1_600_000, latencyMs: 150 };
const kilobyte = 1000;
const answersAsked = 100;

/** Every figure of the loading of every screen, cold: a new context, an empty cache. */
export async function measureScreens(screens: readonly Screen[], measuring: Measuring): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [index, screen] of screens.entries()) {
    const loads: LoadFigures[] = [];
    for (let run = 0; run < measuring.runs; run += 1) loads.push(await loadCold(screen, measuring));
    measuring.say(`${screen.name}: largest paint ${Math.round(quantile(loads.map(({ largestPaintMs }) => largestPaintMs), 0.5))} ms`);
    figures.push(...figuresOf(screen, loads, index === 0, measuring.budgets));
    if (screen.answers !== null) figures.push(await measureAnswers(screen, screen.answers, measuring));
  }
  return figures;
}

async function loadCold(screen: Screen, { browser, baseUrl }: Measuring): Promise<LoadFigures> {
  const { page, faults } = await openPage(browser, {});
  try {
    if (screen.visitor !== null) await carry(page, baseUrl, screen.visitor);
    const watch = await watchLoad(page);
    await slowDown(page, slow);
    await page.goto(baseUrl + screen.path, { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const load = await watch.settle();
    if (faults.length > 0) throw new Error(`${screen.name} reports: ${faults.join('; ')}`);
    return load;
  } finally {
    await page.context().close();
  }
}

function figuresOf(screen: Screen, loads: readonly LoadFigures[], first: boolean, { firstScreen, screen: each }: WebBudgets): Figure[] {
  const figure = (what: string, unit: Figure['unit'], budget: number, of: (load: LoadFigures) => number, judged: Figure['judged'] = 'worst'): Figure => {
    const values = loads.map(of);
    return { screen: screen.name, what, unit, budget, median: quantile(values, 0.5), worst: Math.max(...values), judged };
  };
  return [
    figure('JavaScript', 'kB', first ? firstScreen.scriptKilobytes : each.scriptKilobytes, ({ scriptBytes }) => scriptBytes / kilobyte),
    ...(first ? [figure('CSS', 'kB', firstScreen.styleKilobytes, ({ styleBytes }) => styleBytes / kilobyte), figure('fonts', 'kB', firstScreen.fontKilobytes, ({ fontBytes }) => fontBytes / kilobyte)] : []),
    figure('all requests', '', firstScreen.requests, ({ requests }) => requests),
    ...(screen.visitor === null ? [] : [figure('data requests', '', each.dataRequests, ({ dataRequests }) => dataRequests)]),
    figure('layout shift', '', each.layoutShift, ({ layoutShift }) => layoutShift),
    figure('largest paint', 'ms', each.largestPaintMs, ({ largestPaintMs }) => largestPaintMs, 'median'),
  ];
}

/** The operation that draws a screen, asked one call after the other without a slowed line. */
async function measureAnswers(screen: Screen, path: string, { baseUrl, budgets }: Measuring): Promise<Figure> {
  const tookMs: number[] = [];
  const headers = { cookie: screen.visitor?.cookieHeader ?? '' };
  for (let index = 0; index < answersAsked; index += 1) {
    const startedMs = performance.now();
    const answer = await fetch(baseUrl + path, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
    tookMs.push(performance.now() - startedMs);
  }
  return { screen: screen.name, what: 'data answer, p95', unit: 'ms', budget: budgets.screen.answerMs, median: quantile(tookMs, 0.95), worst: Math.max(...tookMs), judged: 'median' };
}

/** Moves through the inbox, arms and disarms decisions, then signs some: how long each key took to show. */
export async function measureKeys(visitor: Person, { browser, baseUrl, budgets, say }: Measuring): Promise<Figure[]> {
  const { page } = await openPage(browser, {});
  try {
    await carry(page, baseUrl, visitor);
    await page.goto(`${baseUrl}/inbox`);
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await (await watchLoad(page)).settle().catch(() => undefined);
    await slowDown(page, { ...slow, latencyMs: 0, bitsPerSecond: 1e9 });
    const moves = await pressAndTime(page, Array.from({ length: 40 }, (_, index) => (index % 4 === 3 ? 'k' : 'j')));
    const signs = await pressAndTime(page, Array.from({ length: 10 }, () => ['a', 'Enter']).flat());
    say(`keys: ${moves.length} moves, ${signs.length} of signing`);
    return [keyFigures('moving through the inbox', moves, budgets), keyFigures('signing in the inbox', signs, budgets)].flat();
  } finally {
    await page.context().close();
  }
}

function keyFigures(screen: string, tookMs: readonly number[], { key }: WebBudgets): Figure[] {
  const worst = Math.max(...tookMs);
  return [
    { screen, what: 'key to visible change, p75', unit: 'ms', budget: key.p75Ms, median: quantile(tookMs, 0.75), worst, judged: 'median' },
    { screen, what: 'key to visible change, p98', unit: 'ms', budget: key.p98Ms, median: quantile(tookMs, 0.98), worst, judged: 'median' },
  ];
}

async function carry(page: Page, baseUrl: string, visitor: Person): Promise<void> {
  const { hostname } = new URL(baseUrl);
  const cookies = visitor.cookieHeader.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return { name, value, domain: hostname, path: '/', httpOnly: true, sameSite: 'Lax' as const };
  });
  await page.context().addCookies(cookies);
}
