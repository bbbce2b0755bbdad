export interface Fault {
  /** Path from the root of the repository; for a style sheet with its line. */
  readonly file: string;
  readonly rule: 'rooms' | 'names' | 'kebab-case' | 'suffixes' | 'one-stem' | 'budget' | 'verbs' | 'sentences' | 'readmes' | 'look';
  /** What to do about it, in a sentence. */
  readonly todo: string;
}

/**
 * Holds a list of files against the rules of the house.
 * @param files paths from the root of the repository, with '/', and their texts
 * @returns what is wrong and what to do, sorted by file
 */
export function findFaults(files: readonly { readonly path: string; readonly text: string }[]): Fault[];
