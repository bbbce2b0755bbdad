/**
 * Reads the files of a folder tree that the rules look at; built output and installed packages are left out.
 * @param root absolute path of the repository
 */
export function readFiles(root: string, folder?: string): { path: string; text: string }[];
