/** What the report of Stryker says, as a page. Its format: https://github.com/stryker-mutator/mutation-testing-elements, schema 2. */

const NOTICED = new Set(['Killed', 'Timeout', 'RuntimeError']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

/** How many changes of a workspace were tried and noticed, and those that were not. */
export function surviving({ files }) {
  let noticed = 0;
  const survivors = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    for (const mutant of mutants) {
      if (NOTICED.has(mutant.status)) noticed += 1;
      if (UNNOTICED.has(mutant.status)) survivors.push({ file, change: changeOf(source.split('\n'), mutant) });
    }
  }
  const tried = noticed + survivors.length;
  return { tried, noticed, survivors, percent: tried === 0 ? 0 : (100 * noticed) / tried };
}

function changeOf(lines, { location: { start, end }, replacement }) {
  const line = lines[start.line - 1] ?? '';
  const before = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1).trimEnd()} …`;
  return `${shortened(before)} → ${shortened(replacement ?? '')}`;
}

function shortened(text) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}

/** @param explained `{ file, change, why }` for every survivor that is known: a change that no caller could tell, or one that costs more to catch than it could do. */
export function renderMutation(tried, explained, { date, command, processors, leastPercent }) {
  const parts = tried.map((part) => ({ name: part.name, ...surviving(part) }));
  const whyOf = ({ file, change }) => explained.find((entry) => entry.file === file && entry.change === change)?.why ?? 'Not explained yet.';
  const rows = parts.map(({ name, tried: count, noticed, percent }) => `| packages/${name} | ${count} | ${noticed} | ${percent.toFixed(1)} % | ${percent >= leastPercent ? 'holds' : '**too few**'} |`);
  const lines = parts.flatMap(({ survivors }) => survivors.map((survivor) => `| ${survivor.file.replace(/^packages\//, '')} | \`${cell(survivor.change)}\` | ${whyOf(survivor)} |`));
  return `# Can the tests fail?

Written by \`${command}\` on ${date}, ${processors} processors. Stryker changes the code in small ways and runs the unit tests that reach the change; one that they do not notice survives. At least ${leastPercent} % must be noticed in each workspace. The random runs of the engine are 600 here, always the same ones.

| Workspace | Changes | Noticed | Share | |
| --- | ---: | ---: | ---: | --- |
${rows.join('\n')}

## What survived, and why it may

${lines.length === 0 ? 'Nothing.' : `| File | Change | Why |\n| --- | --- | --- |\n${lines.join('\n')}`}
`;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('`', "'");
