import { expect, it } from '@jest/globals';
import { withSection } from './write-section.js';

it('a command writes its own part of a document and leaves the others as they were, in whatever order they are written', () => {
  const first = withSection('# old, without parts', 'flat', '## Flat\n\none');
  expect(first).toBe('<!-- flat -->\n## Flat\n\none\n');
  const both = withSection(first, 'decision', '# Decision\n');
  expect(both).toBe('<!-- decision -->\n# Decision\n\n<!-- flat -->\n## Flat\n\none\n');
  expect(withSection(both, 'flat', '## Flat\n\ntwo')).toBe('<!-- decision -->\n# Decision\n\n<!-- flat -->\n## Flat\n\ntwo\n');
});
