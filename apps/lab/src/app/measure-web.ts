/**
 * Measures what the screens cost their visitor, against apps/web/budgets.json: `measure-web [--runs 3] [--write]`.
 * Ends with 1 when a budget is broken.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '@countersign/browser';
import { startOwnStack } from '../platform/own-stack.js';
import { holds, renderFigures, type Figure, type WebBudgets } from '../web/figures.js';
import { measureKeys, measureScreens, type Screen } from '../web/measure-screens.js';
import { setUpWebCompany, type WebCompany } from '../web/web-company.js';

const repository = resolve(import.meta.dirname, '../../../..');
const waiting = 60;
const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, write: { type: 'boolean', default: false } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is “${values.runs}”, and should be a whole number above 0.`);
const say = (line: string): void => console.error(line);

function screensOf({ visitor, requestId, workflowId }: WebCompany): Screen[] {
  return [
    { name: 'inbox', path: '/inbox', visitor, answers: '/v1/screens/inbox' },
    { name: 'request', path: `/requests/${requestId}`, visitor, answers: `/v1/screens/request?requestId=${requestId}` },
    { name: 'submit', path: '/submit', visitor, answers: '/v1/screens/submit' },
    { name: 'workflows', path: '/workflows', visitor, answers: '/v1/screens/workflows' },
    { name: 'workflow', path: `/workflows/${workflowId}`, visitor, answers: `/v1/screens/workflow?workflowId=${workflowId}` },
    { name: 'sign in', path: '/sign-in', visitor: null, answers: null },
  ];
}

/** Everything that the application could ever load, each file compressed by itself. */
async function wholeApp(budgets: WebBudgets): Promise<Figure> {
  const folder = join(repository, 'apps/web/dist/assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(join(folder, name)), { level: 9 }).length));
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  return { screen: 'whole application', what: 'JavaScript', unit: 'kB', budget: budgets.wholeAppScriptKilobytes, median: kilobytes, worst: kilobytes, judged: 'worst' };
}

const loadBefore = loadavg()[0] ?? 0;
const budgets = JSON.parse(await readFile(join(repository, 'apps/web/budgets.json'), 'utf8')) as WebBudgets;
const receiver = '127.0.0.1:9';
const stack = await startOwnStack({ repository, allowedWebhookHosts: [receiver], environment: process.env, say: () => undefined, apps: ['api'] });
const browser = await openBrowser();
try {
  const company = await setUpWebCompany(stack.baseUrl, { url: `http://${receiver}/orders`, secret: `whsec_${randomBytes(32).toString('base64')}` }, waiting);
  const measuring = { browser, baseUrl: stack.baseUrl, budgets, runs, say };
  const figures = [...(await measureScreens(screensOf(company), measuring)), ...(await measureKeys(company.visitor, measuring)), await wholeApp(budgets)];
  const page = renderFigures(figures, {
    date: new Date().toISOString().slice(0, 10), runs, waiting, loadBefore,
    processors: availableParallelism(), machine: cpus()[0]?.model.trim() ?? 'unknown processor', browser: `Chromium ${browser.version()}`,
  });
  console.log(page);
  if (values.write) await writeFile(join(repository, 'docs/web-figures.md'), page);
  process.exitCode = figures.every(holds) ? 0 : 1;
} finally {
  await browser.close();
  await stack.stop();
}
