/** Every workspace says what it owns, where it ends, and how something is added, on one screen. */
const maximumLines = 25;

export function checkReadmes(files) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const workspaces = [...new Set(files.map(({ path }) => path.match(/^((?:apps|packages)\/[^/]+)\/package\.json$/)?.[1]).filter((workspace) => workspace !== undefined))];
  return workspaces.flatMap((workspace) => {
    const file = `${workspace}/README.md`;
    const readme = byPath.get(file);
    if (readme === undefined) return [{ file, rule: 'readmes', todo: 'Every workspace has a README.md: what it owns, three boundaries, how to add something.' }];
    const faults = [];
    const lines = readme.text.trimEnd().split('\n').length;
    if (lines > maximumLines) faults.push({ file, rule: 'readmes', todo: `${lines} lines; ${maximumLines} at most. What is longer belongs in docs/.` });
    if (!/^Owns\b/m.test(readme.text)) faults.push({ file, rule: 'readmes', todo: "Say what it owns in a line that starts with 'Owns'." });
    if (!/^To add\b/m.test(readme.text)) faults.push({ file, rule: 'readmes', todo: "Say how something is added in a line that starts with 'To add'." });
    return faults;
  });
}
