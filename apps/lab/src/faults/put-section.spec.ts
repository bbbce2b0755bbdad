import { describe, expect, it } from '@jest/globals';
import { putSection } from './put-section.js';

describe('a section that a campaign writes', () => {
  it('takes the place of its last one, stands at the end where there is none, and leaves those of others as they are', () => {
    const one = putSection('', '# One', '# One\n\nfirst\n');
    expect(one).toBe('# One\n\nfirst\n');
    const both = putSection(one, '# Two', '# Two\n\n## Within\n\nsecond\n');
    expect(both).toBe('# One\n\nfirst\n\n# Two\n\n## Within\n\nsecond\n');
    expect(putSection(both, '# One', '# One\n\nnew\n')).toBe('# One\n\nnew\n\n# Two\n\n## Within\n\nsecond\n');
    expect(putSection(both, '# Two', '# Two\n\nnew\n')).toBe('# One\n\nfirst\n\n# Two\n\nnew\n');
  });
});
