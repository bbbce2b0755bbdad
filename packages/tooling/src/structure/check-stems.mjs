import { nameParts } from './suffixes.mjs';

/**
 * One operation, one stem, every layer: `git ls-files '*decide-request*'` lists the whole of it.
 */
const emptyVerbs = ['handle', 'process', 'manage', 'do', 'perform', 'execute'];

const places = {
  contract: { folder: 'packages/contracts', extension: 'contract.ts' },
  controller: { folder: 'apps/api', extension: 'controller.ts' },
  service: { folder: 'packages/services', extension: 'service.ts' },
};

function camelCase(stem) {
  return stem.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

function pascalCase(stem) {
  const name = camelCase(stem);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The files of one kind, by `feature/stem`. */
function filesOf(kind, files) {
  const { folder, extension } = places[kind];
  const found = new Map();
  for (const file of files) {
    const [floor, name, src, feature] = file.path.split('/');
    if (`${floor}/${name}` !== folder || src !== 'src' || !file.path.endsWith(`.${extension}`)) continue;
    found.set(`${feature}/${nameParts(file.path).stem}`, file);
  }
  return found;
}

function expected(kind, key) {
  const [feature, stem] = key.split('/');
  return `${places[kind].folder}/src/${feature}/${stem}.${places[kind].extension}`;
}

function missing(kind, key, from) {
  return { file: from, rule: 'one-stem', todo: `There is no ${expected(kind, key)}. An operation has the same stem in the same feature in every layer.` };
}

function checkContracts(contracts, controllers, services) {
  const faults = [];
  for (const [key, file] of contracts) {
    const stem = key.split('/')[1];
    if (!file.text.includes(`name: '${camelCase(stem)}'`)) faults.push({ file: file.path, rule: 'one-stem', todo: `The operation in it must be named '${camelCase(stem)}', after its file.` });
    // What the sign-in library answers itself is described by a contract and served by its one way in.
    if (/\bexternal:\s*'/.test(file.text)) continue;
    if (!controllers.has(key)) faults.push(missing('controller', key, file.path));
    if (!services.has(key)) faults.push(missing('service', key, file.path));
  }
  return faults;
}

function checkServices(contracts, services, files) {
  const handlers = files.filter(({ path }) => path.endsWith('.handler.ts')).map(({ text }) => text);
  return [...services]
    .filter(([key]) => !contracts.has(key))
    .filter(([key]) => !handlers.some((text) => new RegExp(`\\b(${pascalCase(key.split('/')[1])}|${camelCase(key.split('/')[1])})(Service)?\\b`).test(text)))
    .map(([key, file]) => ({ file: file.path, rule: 'one-stem', todo: `No contract (${expected('contract', key)}) and no handler asks for it. A service is an operation: of the API by its contract, or of the worker by its handler.` }));
}

function checkVerbs(files) {
  return files
    .filter(({ path }) => /\.(contract|controller|service|handler|mutation|form)\.tsx?$/.test(path) && emptyVerbs.includes(nameParts(path).stem.split('-')[0]))
    .map(({ path }) => ({ file: path, rule: 'verbs', todo: `'${nameParts(path).stem.split('-')[0]}' does not say what is done. Use the verb a person would.` }));
}

function checkSentences(files) {
  return files
    .filter(({ path }) => path.endsWith('.handler.ts') && !/-(when|every|after)-/.test(path))
    .map(({ path }) => ({ file: path, rule: 'sentences', todo: 'A handler is a sentence: <do-something>-when-<something-happened>.handler.ts, or -every-<period>.' }));
}

/** @param {readonly { path: string, text: string }[]} files every file of the repository */
export function checkStems(files) {
  const contracts = filesOf('contract', files);
  const controllers = filesOf('controller', files);
  const services = filesOf('service', files);
  const strays = [...controllers].filter(([key]) => !contracts.has(key)).map(([key, file]) => missing('contract', key, file.path));
  const inWeb = files
    .filter(({ path }) => /^apps\/web\/src\/.*\.(mutation|form)\.tsx?$/.test(path))
    .filter(({ path }) => ![...contracts.keys()].some((key) => key.split('/')[1] === nameParts(path).stem))
    .map(({ path }) => ({ file: path, rule: 'one-stem', todo: `No contract has the stem '${nameParts(path).stem}'. A form or mutation is named after the operation that it asks for.` }));
  return [...checkContracts(contracts, controllers, services), ...strays, ...checkServices(contracts, services, files), ...inWeb, ...checkVerbs(files), ...checkSentences(files)];
}
