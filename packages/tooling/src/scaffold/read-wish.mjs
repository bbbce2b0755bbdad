/** What somebody wishes for on the command line, or why it cannot be had, in sentences. */
import { features } from '../structure/rooms.mjs';

const emptyVerbs = ['handle', 'process', 'manage', 'do', 'perform', 'execute'];
const callers = ['requester', 'approver', 'auditor', 'admin'];
const open = ['member'];

/** What a placeholder of a path stands for, how its row is found, and where tests get one. */
export const subjects = {
  requestId: { kind: 'request', find: (id) => `await findReadable(tx, actor, ${id});`, own: 'own.request', inSpec: '(await world.company.submit()).id', imports: "import { findReadable } from '../requests/index.js';" },
  requestTypeId: { kind: 'request_type', find: (id) => `if (!(await tx.requestTypes.find(${id}))) throw new Refusal('not_found');`, own: 'own.requestType', inSpec: 'world.company.requestTypeId' },
  memberId: { kind: 'member', find: (id) => `if (!(await tx.members.find(${id}))) throw new Refusal('not_found');`, own: 'own.member', inSpec: 'await memberIdOf(world.company, world.company.requester)' },
};

/** `archive` → `archived`; what is irregular is said by --audit. */
const participle = (verb) => (verb.endsWith('e') ? `${verb}d` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`);
const camelOf = (stem) => stem.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

function optionsOf(words) {
  const options = {};
  for (let at = 0; at < words.length; at += 2) options[words[at].replace(/^--/, '')] = words[at + 1];
  return options;
}

/**
 * @param {readonly string[]} words such as `requests archive-request --method POST --path /v1/requests/{requestId}/archive`
 * @param {ReadonlySet<string>} taken stems of operations, and `METHOD path` of each
 * @returns {{ wish: object | null, faults: string[] }}
 */
export function readWish(words, taken) {
  const [feature = '', stem = '', ...rest] = words;
  const options = optionsOf(rest);
  const { method = '', path = '', permission = 'member', allowed = '', audit } = options;
  const [verb, ...nouns] = stem.split('-');
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const kinds = permission === 'member' ? callers : allowed.split(',').filter((kind) => kind !== '');
  const unknown = Object.keys(options).filter((name) => !['method', 'path', 'permission', 'allowed', 'audit'].includes(name));
  const subject = placeholders.length === 1 ? subjects[placeholders[0]] : undefined;
  const noun = subject?.kind ?? nouns.join('_');
  const auditAction = method === 'GET' ? null : (audit ?? `${noun}.${participle(verb)}`);
  const checks = [
    [Object.hasOwn(features, feature), `“${feature}” is no feature. Choose one of ${Object.keys(features).join(', ')}; or add it to packages/tooling/src/structure/rooms.mjs and its word to docs/glossary.md first.`],
    [/^[a-z]+(-[a-z]+)+$/.test(stem), `“${stem}” is no name of an operation: write verb-noun in lower case, such as archive-request.`],
    [!emptyVerbs.includes(verb), `“${verb}” does not say what is done. Use the verb a person would.`],
    [!taken.has(stem), `There is an operation ${stem} already.`],
    [['GET', 'POST', 'PUT'].includes(method), 'Say --method GET, POST or PUT.'],
    [/^\/v1(\/([a-z]+(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/.test(path), 'Say --path /v1/…, in lower case, with placeholders such as {requestId}.'],
    [!taken.has(`${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`), `${method} ${path} is served already.`],
    [placeholders.length === 0 || subject !== undefined, `What ${placeholders.map((name) => `{${name}}`).join(' and ')} stands for is not known here: ${Object.keys(subjects).map((name) => `{${name}}`).join(', ')} are, one at a time. Write the others by hand.`],
    [open.includes(permission) || /^[a-z_]+\.[a-z_]+$/.test(permission), 'Say --permission member (any member of the company) or a permission such as request.submit.'],
    [kinds.length > 0 && kinds.every((kind) => callers.includes(kind)), `Say by hand who may: --allowed with some of ${callers.join(',')}.`],
    [kinds.length === 0 || kinds.includes('admin'), 'The spec calls as an admin: name admin among --allowed, or write the operation by hand.'],
    [unknown.length === 0, `There is no option ${unknown.map((name) => `--${name}`).join(', ')}.`],
    [auditAction === null || !/^[a-z]+(-[a-z]+)+$/.test(stem) || /^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(auditAction), `“${auditAction}” is no audit action: say --audit subject.participle, such as request.archived.`],
  ];
  const faults = checks.filter(([holds]) => !holds).map(([, says]) => says);
  const name = camelOf(stem);
  const wish = { feature, stem, name, className: name.charAt(0).toUpperCase() + name.slice(1), verb, words: nouns.join(' '), noun, method, path, permission, kinds, auditAction, id: placeholders[0], subject };
  return { wish: faults.length === 0 ? wish : null, faults };
}

/** Stems of the operations that there are, and `METHOD path` of each, placeholders without their names. */
export function readTaken(files) {
  return new Set(files.filter(({ path }) => path.endsWith('.contract.ts')).flatMap(({ path, text }) => {
    const [method, address] = ['method', 'path'].map((name) => new RegExp(`^  ${name}: '([^']+)',$`, 'm').exec(text)?.[1] ?? '');
    return [path.slice(path.lastIndexOf('/') + 1).split('.')[0], `${method} ${address.replaceAll(/\{\w+\}/g, '{}')}`];
  }));
}
