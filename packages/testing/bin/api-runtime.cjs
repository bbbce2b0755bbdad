/**
 * Jest's runtime for specs over HTTP: what the product is made of is loaded once per process, from what was built,
 * and outside of the file's own world. Else each file would load and compile the whole API again, run it cold, and
 * leave it in memory. A spec's own file and Jest's functions stay its own; a spec that puts a fault into the product
 * (`…-planted`) has a product of its own.
 */
const { createRequire, registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');

const product = /^@countersign\//;
const ownProduct = /-planted\.http\.spec\.ts$/;
const jestFunctions = '@jest/globals';
const ruleOff = 'countersignRuleOff';
const loadOnce = createRequire(__filename);
let functionsOfFile = null;

/** A function of Jest that is always the one of the file which runs now. */
function ofRunningFile(name) {
  return new Proxy(() => undefined, {
    apply: (_target, self, values) => Reflect.apply(functionsOfFile[name], self, values),
    get: (_target, key) => functionsOfFile[name][key],
  });
}

globalThis[Symbol.for('countersign.jest')] = Object.fromEntries(['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'test'].map((name) => [name, ofRunningFile(name)]));

const runningFile = pathToFileURL(`${__dirname}/running-file.mjs`).href;
registerHooks({ resolve: (specifier, context, next) => next(specifier === jestFunctions ? runningFile : specifier, context) });

exports.__esModule = true;
exports.default = class ApiRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    this.sharesProduct = !ownProduct.test(this._testPath);
    // Which rule is off (check:rules-off) is said in a spec and read in the product.
    Object.defineProperty(environment.global, ruleOff, { configurable: true, get: () => globalThis[ruleOff], set: (name) => void (globalThis[ruleOff] = name) });
  }

  requireModuleOrMock(from, name) {
    if (!this.sharesProduct || !product.test(name)) return super.requireModuleOrMock(from, name);
    functionsOfFile = super.requireModuleOrMock(from, jestFunctions);
    return loadOnce(name);
  }
};
