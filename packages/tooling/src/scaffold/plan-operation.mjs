import { addExport, addImport, addImportedName, addInOrder, addToList } from './add-lines.mjs';
import { writeCall, writeContract, writeController, writeExample, writeService, writeSpec, writeVerdicts } from './write-layers.mjs';

const camelOf = (words) => words.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/**
 * Every file that a new operation makes or changes, with its whole new text.
 * @param {object} wish as `readWish` gives it
 * @param {(path: string) => string} read the text of a file as it is, empty where there is none
 * @returns {Map<string, string>} text by path
 */
export function planOperation(wish, read) {
  const { feature, stem, className } = wish;
  const plan = new Map();
  const change = (path, edit) => plan.set(path, edit(plan.get(path) ?? read(path)));
  plan.set(`packages/contracts/src/${feature}/${stem}.contract.ts`, writeContract(wish));
  plan.set(`packages/services/src/${feature}/${stem}.service.ts`, writeService(wish));
  plan.set(`apps/api/src/${feature}/${stem}.controller.ts`, writeController(wish));
  plan.set(`apps/api/src/${feature}/${stem}.http.spec.ts`, writeSpec(wish));
  change(`packages/contracts/src/${feature}/index.ts`, (text) => addExport(text, `./${stem}.contract.js`));
  change(`packages/services/src/${feature}/index.ts`, (text) => addExport(text, `./${stem}.service.js`));
  if (read(`packages/contracts/src/${feature}/index.ts`) === '') change('packages/contracts/src/operations/all-operations.ts', (text) => addFeature(text, feature));
  change('apps/api/src/app/controllers.ts', (text) => addToList(addImport(text, `import { ${className}Controller } from '../${feature}/${stem}.controller.js';`), 'export const controllers = [', `  ${className}Controller,`));
  change('apps/api/src/app/services.ts', (text) => addToList(addImportedName(text, `@countersign/services/${feature}`, `${className}Service`), 'export const services = [', `  ${className}Service,`));
  change('packages/testing/src/authorization-table.ts', (text) => addToList(text, 'export const authorizationTable', writeVerdicts(wish)));
  change('packages/testing/src/authorization-calls.ts', (text) => addToList(text, 'const inputs', writeCall(wish)));
  change('packages/contracts/src/operations/examples.ts', (text) => addInOrder(text, 'export const examples', writeExample(wish)));
  return plan;
}

/** A feature whose first operation this is. */
function addFeature(text, feature) {
  const name = camelOf(feature);
  const list = /^const features = \{ ([^}]+) \};$/m.exec(text);
  if (!list) throw new Error('The list of features in all-operations.ts is not where it was.');
  return addImport(text.replace(list[0], `const features = { ${list[1]}, ${name} };`), `import * as ${name} from '../${feature}/index.js';`);
}
