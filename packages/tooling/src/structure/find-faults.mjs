import { checkBudgets } from './check-budgets.mjs';
import { checkLook } from './check-look.mjs';
import { checkReadmes } from './check-readmes.mjs';
import { checkRooms } from './check-rooms.mjs';
import { checkStems } from './check-stems.mjs';
import { checkSuffixes } from './check-suffixes.mjs';

/**
 * Holds a list of files against the rules of the house.
 * @param {readonly { path: string, text: string }[]} files paths from the root of the repository, with '/'
 * @returns {{ file: string, rule: string, todo: string }[]} what is wrong and what to do, sorted by file
 */
export function findFaults(files) {
  const inWorkspaces = files.filter(({ path }) => /^(apps|packages)\//.test(path));
  return [...inWorkspaces.flatMap((file) => [...checkRooms(file), ...checkSuffixes(file), ...checkLook(file)]), ...checkStems(inWorkspaces), ...checkBudgets(inWorkspaces), ...checkReadmes(inWorkspaces)].sort((a, b) => a.file.localeCompare(b.file));
}
