import { existsSync, readFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { transformSync } from '@swc/core';

/**
 * Loads TypeScript as Jest does, by SWC as CommonJS, but within one process and as often as one likes: each text is translated and read once, and
 * run again for every `require` that is asked for here, so that nothing which a module keeps outlives one.
 *
 * @param swc options of SWC; the module type has to be CommonJS.
 * @param given what takes the place of modules, by name.
 * @returns `freshRequire` makes a `require` that has loaded nothing yet; of modules outside `within` only one each is ever loaded. `placeIn` gives
 * the line of a file, from nought, that the innermost of its calls in a stack stands in.
 */
export function moduleLoader({ swc, given, within }) {
  const scripts = new Map();
  const maps = new Map();
  const outside = new Map();

  function scriptOf(file) {
    if (!scripts.has(file)) {
      const { code, map } = transformSync(readFileSync(file, 'utf8'), { ...swc, filename: file, sourceMaps: true, swcrc: false, configFile: false });
      maps.set(file, map);
      scripts.set(file, new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, { filename: file }));
    }
    return scripts.get(file);
  }

  function placeIn(file, stack) {
    const call = stack.split('\n').find((line) => line.includes(`${file}:`));
    const [, line, column] = /:(\d+):(\d+)\)?$/.exec(call ?? '') ?? [];
    const { originalLine } = line === undefined ? {} : new SourceMap(JSON.parse(maps.get(file))).findEntry(Number(line) - 1, Number(column) - 1);
    return originalLine === undefined ? undefined : { line: originalLine, column: 0 };
  }

  function freshRequire() {
    const inside = new Map();
    const load = (file) => {
      const loaded = file.startsWith(within) ? inside : outside;
      const known = loaded.get(file);
      if (known) return known.exports;
      const module = { exports: {} };
      loaded.set(file, module);
      scriptOf(file).runInThisContext()(module.exports, requireFrom(file), module, file, dirname(file));
      return module.exports;
    };
    const requireFrom = (file) => {
      const nodes = createRequire(file);
      return (name) => {
        if (Object.hasOwn(given, name)) return given[name];
        const found = name.startsWith('.') ? besides(file, name) : nodes.resolve(name);
        return /\.tsx?$/.test(found) ? load(found) : nodes(name);
      };
    };
    return load;
  }

  return { freshRequire, placeIn };
}

/** Sources name each other as they will be called once they are built. */
function besides(file, name) {
  const path = join(dirname(file), name);
  return [path.replace(/\.js$/, '.ts'), `${path}.ts`].find(existsSync) ?? path;
}
