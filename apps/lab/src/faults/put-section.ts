/** Puts a section, which begins with its heading, into a document of such sections: in the place of the one with that heading, or at the end. */
export function putSection(document: string, heading: string, section: string): string {
  const lines = document.split('\n');
  const begins = lines.indexOf(heading);
  if (begins === -1) return `${[document.trimEnd(), section.trimEnd()].filter((part) => part !== '').join('\n\n')}\n`;
  const next = lines.findIndex((line, index) => index > begins && line.startsWith('# '));
  const after = next === -1 ? '' : lines.slice(next).join('\n');
  return `${[lines.slice(0, begins).join('\n').trimEnd(), section.trimEnd(), after.trimEnd()].filter((part) => part !== '').join('\n\n')}\n`;
}
