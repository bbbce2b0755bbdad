import type { Rule } from './index.mjs';

export const RULE_OFF: string;
export function switchRules(file: string, text: string, rules: readonly Pick<Rule, 'name' | 'edits'>[]): { readonly text: string; readonly together: readonly string[] };
