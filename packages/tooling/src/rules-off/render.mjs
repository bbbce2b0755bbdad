/**
 * What was seen, as a page.
 *
 * @param rules every rule of the table
 * @param seen by name of the rule, `{ first, count, date, commit }` of those whose being off was noticed, as they are now: the first test that did, and how many
 * @param unnoticed by name, what was last said of those that were tried and not noticed, or could not be tried
 */
export function renderRulesOff(rules, { seen, unnoticed }, { command }) {
  const noticed = rules.filter(({ name }) => name in seen);
  const missing = rules.filter(({ name }) => !(name in seen));
  const lines = noticed.map((rule) => `| ${rule.row} | ${rule.rule} | ${[...new Set(rule.edits.map(({ file }) => `\`${file.replace(/^(packages|apps)\//, '').replace('/src/', '/')}\``))].join(', ')} | ${cell(seen[rule.name])} | ${seen[rule.name].date}, ${seen[rule.name].commit} |`);
  const rest = missing.map((rule) => `| ${rule.row} | ${rule.rule} | ${unnoticed[rule.name] ?? 'not tried as it is now'} |`);
  return `# Does a test notice when a rule is gone?

Written by \`${command}\`. Each rule of these rows is switched off by one edit, and the tests named for it are run: they pass with the rule, and fail
without it. An edit whose place has changed fails the unit tests, so that the table stays one of the code that is there (\`packages/tooling/src/rules-off\`).

Of ${rules.length} rules ${noticed.length} were switched off and noticed, as they are now. ${missing.length === 0 ? 'None is left.' : `**Of the other ${missing.length} nothing is claimed**; they stand below, and the command ends with 1 while there are any.`}

## Noticed

| row | rule | switched off in | a test that noticed, and how many did | seen on, at |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
${missing.length === 0 ? '' : `
## Not seen

| row | rule | why |
| --- | --- | --- |
${rest.join('\n')}
`}`;
}

/** The names of tests carry tags of rows, which stand in the first column already. */
const cell = ({ first, count }) => `${first.replace(/ \(row:[^)]*\)$/, '').replaceAll('|', '\\|')}${count > 1 ? `; ${count}` : ''}`;
