/** For Jest: translates TypeScript by SWC, and one file with a change in it that mutation testing tried. So the change is tried once more, without anything of Stryker. */
import { createHash } from 'node:crypto';
import { createTransformer } from '@swc/jest';

/** `change` as the report has it: lines and columns from one. */
export function withChange(source, { location: { start, end }, replacement }) {
  const lines = source.split('\n');
  const place = ({ line, column }) => lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return source.slice(0, place(start)) + replacement + source.slice(place(end));
}

export default {
  createTransformer({ swc, change }) {
    const plain = createTransformer(swc);
    const textOf = (source, path) => (path.endsWith(change.file) ? withChange(source, change) : source);
    return {
      canInstrument: false,
      process: (source, path, options) => plain.process(textOf(source, path), path, options),
      getCacheKey: (source, path, options) => createHash('sha256').update(JSON.stringify(swc)).update(options.configString).update(path).update(textOf(source, path)).digest('hex'),
    };
  },
};
