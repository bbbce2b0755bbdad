/** An operation as it was wished for; null where something speaks against it, which is said in sentences. */
export interface Wish {
  readonly feature: string;
  readonly stem: string;
  readonly auditAction: string | null;
}
export function readWish(words: readonly string[], taken: ReadonlySet<string>): { readonly wish: Wish | null; readonly faults: readonly string[] };
/** Stems of the operations that there are, and the `METHOD path` of each. */
export function readTaken(files: readonly { readonly path: string; readonly text: string }[]): Set<string>;
/** The whole new text of every file that the operation makes or changes, by path. */
export function planOperation(wish: Wish, read: (path: string) => string): Map<string, string>;
