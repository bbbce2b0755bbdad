/** What the report of Stryker says, as a page. Its format: https://github.com/stryker-mutator/mutation-testing-elements, schema 2. */

/** A change that is noticed fails a test, or the tests do not even load or run out of memory with it, or run without end. */
const NOTICED = ['Killed', 'RuntimeError', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];

/** How many changes of a workspace were tried, how they were noticed, and those that were not. */
function countChanges({ name, files }) {
  const noticed = Object.fromEntries(NOTICED.map((status) => [status, 0]));
  const survivors = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    for (const mutant of mutants) {
      if (NOTICED.includes(mutant.status)) noticed[mutant.status] += 1;
      if (UNNOTICED.includes(mutant.status)) survivors.push({ file, line: mutant.location.start.line, change: changeOf(source.split('\n'), mutant) });
    }
  }
  const count = Object.values(noticed).reduce((sum, some) => sum + some, 0);
  const tried = count + survivors.length;
  return { name, tried, noticed, survivors, percent: tried === 0 ? 0 : (100 * count) / tried };
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

/** An explanation is for so many changes that read alike, not for whatever else comes to read so. */
function explain(survivors, explained) {
  const alike = ({ file, change }) => survivors.filter((other) => other.file === file && other.change === change).length;
  return survivors.map((survivor) => {
    const entry = explained.find(({ file, change, times = 1 }) => file === survivor.file && change === survivor.change && times === alike(survivor));
    return { ...survivor, why: entry?.why, entry };
  });
}

/** What is wrong, a sentence each; empty where enough was noticed and everything else is explained. */
export function judgeParts(parts, explained, leastPercent) {
  const counted = parts.map(countChanges);
  const survivors = explain(counted.flatMap((part) => part.survivors), explained);
  return [
    ...counted.filter(({ percent }) => percent < leastPercent).map(({ name, percent }) => `packages/${name}: ${percent.toFixed(1)} % were noticed, ${leastPercent} % must be.`),
    ...survivors.filter(({ why }) => why === undefined).map(({ file, line, change }) => `${file}:${line}: ${change} survives. Write the test that it lacks, or say in mutation-survivors.json why it may.`),
    ...explained.filter((entry) => !survivors.some((survivor) => survivor.entry === entry)).map(({ file, change }) => `${file}: ${change} is explained in mutation-survivors.json and does not survive as it says.`),
  ];
}

/** @param explained `{ file, change, why, times? }` for every survivor that is known: a change that no caller could tell, or one that costs more to catch than it could do. */
export function renderMutation(parts, explained, { leastPercent, command }) {
  const counted = parts.map((part) => ({ ...countChanges(part), date: part.date, commit: part.commit }));
  const rows = counted.map(({ name, tried, noticed, percent, date, commit }) => `| packages/${name} | ${tried} | ${noticed.Killed} | ${noticed.RuntimeError} | ${noticed.Timeout} | ${percent.toFixed(1)} % | ${percent >= leastPercent ? 'holds' : '**too few**'} | ${date}, ${commit} |`);
  const lines = explain(counted.flatMap(({ survivors }) => survivors), explained).map(({ file, change, why = 'Not explained yet.' }) => `| ${file.replace(/^packages\//, '')} | \`${cell(change)}\` | ${why} |`);
  return `# Can the tests fail?

Written by \`${command}\`. Stryker changes the code in small ways, one at a time, and runs the unit tests that reach the change; one that they do not notice survives. At least ${leastPercent} % must be noticed in each workspace, and every other one explained. Properties are tried in 600 random runs here, those of whole runs of the engine in 200, always the same ones. A change counts as running without end when it goes a hundred times as often through the changed place as before, or takes three seconds of the processor more than five times as many as before.

| Workspace | Changes | Fail a test | Do not load or run out of memory | Run without end | Noticed | | Tried |
| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
${rows.join('\n')}

## What survived, and why it may

${lines.length === 0 ? 'Nothing.' : `| File | Change | Why |\n| --- | --- | --- |\n${lines.join('\n')}`}
`;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('`', "'");
