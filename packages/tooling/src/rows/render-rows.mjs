const list = (stems) => [...new Set(stems)].sort().join(', ');

function cells(row, { does, done }, tests, operations) {
  const ofKind = (kind) => tests.filter((test) => test.kind === kind).map(({ stem }) => stem);
  const http = ofKind('http');
  const named = http.filter((stem) => operations.has(stem));
  const isScreen = (stem) => stem.startsWith('show-');
  const all = ofKind('shared').length > 0 ? ['*every operation*'] : [];
  const rest = [...http.filter((stem) => !operations.has(stem)), ...ofKind('spec')];
  return [row, does, done === true ? 'yes' : '', [...all, list(named.filter((stem) => !isScreen(stem)))].filter(Boolean).join('; '), list(named.filter(isScreen)), list(ofKind('e2e')), list(rest)];
}

/** docs/rows.md: every row with the operations, screens and journeys whose tests carry its tag. */
export function renderRows(rows, tags, operations) {
  const lines = Object.entries(rows).map(([row, said]) => `| ${cells(row, said, tags.get(row) ?? [], operations).join(' | ')} |`);
  const done = Object.values(rows).filter((row) => row.done === true).length;
  const touched = Object.keys(rows).filter((row) => tags.has(row)).length;
  return `# Rows

What the product must do, and what proves it so far. Written by \`npm run rows\` from the tags in the names of tests (\`row:A4\`); not edited.
A tag says that a test proves a part of the row. Done is a claim of its own, in \`packages/tooling/src/rows/product-rows.mjs\`,
and needs at least one test over HTTP and one journey in a browser. *Every operation* stands for the checks that the specs
of all operations share.

${done} of ${lines.length} rows are done; ${touched} have a test.

| row | what it does | done | operations | screens | journeys | other tests |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}
