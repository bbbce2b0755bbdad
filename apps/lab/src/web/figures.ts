/** What the screens may cost: apps/web/budgets.json. */
export interface WebBudgets {
  readonly firstScreen: { readonly scriptKilobytes: number; readonly styleKilobytes: number; readonly fontKilobytes: number; readonly requests: number };
  readonly wholeAppScriptKilobytes: number;
  readonly screen: { readonly scriptKilobytes: number; readonly dataRequests: number; readonly layoutShift: number; readonly largestPaintMs: number; readonly answerMs: number };
  readonly key: { readonly p75Ms: number; readonly p98Ms: number; readonly frames: number };
}

/** One line of the table: what was measured, what it may be, and the median and the worst of the runs. */
export interface Figure {
  readonly screen: string;
  readonly what: string;
  readonly unit: '' | 'ms' | 'kB';
  readonly budget: number;
  readonly median: number;
  readonly worst: number;
  /** Whether the median or the worst must hold: bytes and counts must always, times in the middle run. */
  readonly judged: 'median' | 'worst';
}

export const holds = ({ budget, median, worst, judged }: Figure): boolean => (judged === 'median' ? median : worst) <= budget;

export interface WebRun {
  readonly date: string;
  readonly runs: number;
  readonly processors: number;
  readonly machine: string;
  readonly browser: string;
  readonly loadBefore: number;
  readonly waiting: number;
}

/** The page docs/web-figures.md. */
export function renderFigures(figures: readonly Figure[], run: WebRun): string {
  const broken = figures.filter((figure) => !holds(figure));
  const lines = figures.map((figure) => `| ${figure.screen} | ${figure.what} | ${shown(figure, figure.budget)} | ${shown(figure, figure.median)} | ${shown(figure, figure.worst)} | ${holds(figure) ? 'holds' : '**broken**'} |`);
  return `# What the screens cost

Written by \`npm run measure:web -- --write\`, which ends with 1 when a budget is broken. Budgets: apps/web/budgets.json.

${run.date}, ${run.browser}, ${run.processors} processors (${run.machine}), load average before it began ${run.loadBefore.toFixed(2)}. ${run.runs} cold loads of each screen, by a visitor with ${run.waiting} requests in their inbox, on a processor slowed 4 times and a line of 1.6 Mbit/s with 150 ms latency. Bytes are those that travelled, compressed. Largest paint, data answers and keys are judged by the median of the runs or by the percentile named; everything else by the worst run.

| Screen | Figure | Budget | Median | Worst | |
| --- | --- | ---: | ---: | ---: | --- |
${lines.join('\n')}

${broken.length === 0 ? `All ${figures.length} figures hold.` : `${figures.length - broken.length} of ${figures.length} figures hold; broken: ${broken.map(({ screen, what }) => `${screen}, ${what}`).join('; ')}.`}
`;
}

function shown({ unit }: Figure, value: number): string {
  const digits = unit === '' && !Number.isInteger(value) ? 4 : unit === 'kB' ? 1 : 0;
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}
