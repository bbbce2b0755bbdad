import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Parts of one document that different commands write, in the order in which they stand. */
const sections = ['decision', 'flat', 'effects'] as const;
export type Section = (typeof sections)[number];

const mark = (section: Section) => `<!-- ${section} -->\n`;

/** A document with one of its parts written anew, and the others as they were. */
export function withSection(document: string, section: Section, text: string): string {
  const parts = new Map<Section, string>();
  for (const each of sections) {
    const [, after] = document.split(mark(each));
    if (after !== undefined) parts.set(each, (after.split(/<!-- \w+ -->\n/)[0] ?? '').trim());
  }
  parts.set(section, text.trim());
  return sections.flatMap((each) => (parts.has(each) ? [`${mark(each)}${parts.get(each)}\n`] : [])).join('\n');
}

export function writeSection(file: string, section: Section, text: string): void {
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, 'utf8') : '', section, text));
}
