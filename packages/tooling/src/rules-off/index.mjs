import { addingRules } from './adding-rules.mjs';
import { bindingRules } from './binding-rules.mjs';
import { delegationRules } from './delegation-rules.mjs';
import { effectRules } from './effect-rules.mjs';
import { flowRules } from './flow-rules.mjs';
import { keyRules } from './key-rules.mjs';
import { moveRules } from './move-rules.mjs';
import { noteRules } from './note-rules.mjs';
import { signerRules } from './signer-rules.mjs';
import { stateRules } from './state-rules.mjs';
import { timeRules } from './time-rules.mjs';
import { undoRules } from './undo-rules.mjs';

export { editText, findRuleFaults, projectOf } from './edit.mjs';
export { judgeRun } from './judge.mjs';
export { renderRulesOff } from './render.mjs';
export { judgeTogether, specTogether } from './together.mjs';

/** The rows of the product description whose rules stand here. */
export const ruledRows = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'B1', 'B2', 'C2', 'C3', 'C4', 'D1', 'D3', 'D4', 'F3'];

export const rules = [signerRules, flowRules, bindingRules, undoRules, noteRules, delegationRules, timeRules, stateRules, moveRules, addingRules, effectRules, keyRules].flat().sort((one, other) => ruledRows.indexOf(one.row) - ruledRows.indexOf(other.row));
