/** The text with a rule's edit in it. @throws where what is replaced does not stand there exactly once: the rule was moved, or is two. */
export function editText(text, { file, from, to }) {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${file} holds ${times === 0 ? 'no' : times} “${from}”: say again how this rule is switched off.`);
  return text.replace(from, () => to);
}

/** The Jest project that a spec belongs to, by its suffix. */
export const projectOf = (spec) => (spec.endsWith('.http.spec.ts') ? 'http' : spec.endsWith('.db.spec.ts') ? 'db' : 'unit');

/** What is wrong with the table, a sentence each. `read` gives a file's text, or null. */
export function findRuleFaults(rules, rows, read) {
  const faults = [];
  for (const rule of rules) {
    const says = (fault) => faults.push(`${rule.row} ${rule.name}: ${fault}`);
    if (rules.some((other) => other !== rule && other.name === rule.name)) says('another rule has this name.');
    if (!rows.includes(rule.row)) says(`there is no row ${rule.row}.`);
    for (const edit of rule.edits) for (const fault of editFaults(edit, read)) says(fault);
    for (const [spec, tests] of Object.entries(rule.specs)) for (const fault of specFaults(spec, tests, read)) says(fault);
  }
  for (const row of rows) {
    const outside = rules.some((rule) => rule.row === row && Object.keys(rule.specs).some((spec) => projectOf(spec) !== 'unit'));
    if (!outside) faults.push(`${row}: no rule of it is noticed over HTTP or on the database.`);
  }
  return faults;
}

function editFaults(edit, read) {
  const text = read(edit.file);
  if (text === null) return [`there is no ${edit.file}.`];
  try {
    editText(text, edit);
    return [];
  } catch (error) {
    return [error.message];
  }
}

function specFaults(spec, tests, read) {
  const text = read(spec);
  if (text === null) return [`there is no ${spec}.`];
  return tests.filter((test) => !text.includes(test)).map((test) => `${spec} has no test “${test}”.`);
}
