/**
 * One rule of the product, and how to switch it off.
 *
 * @param place `[row, name]`
 * @param rule the rule, as a sentence
 * @param edits `off(file, from, to)`, one or several: where two places hold the same rule, it is only gone once it is gone from both
 * @param specs by path, parts of the names of tests that must notice; all tests of the file where there is none
 */
export const ruleOf = ([row, name], rule, edits, specs) => ({ row, name, rule, edits, specs });

/** `from` stands in the file exactly once. With it gone, or `to` in its place, the rule holds no more. */
export const off = (file, from, to) => ({ file, from, to });

export const engine = (path) => `packages/engine/src/${path}`;
export const services = (path) => `packages/services/src/${path}`;
export const database = (path) => `packages/database/src/${path}`;
export const http = (path) => `apps/api/src/${path}.http.spec.ts`;
