/** What is kept of a workspace whose changes were tried: Stryker's files (schema 2), and when it was. */
export interface TriedPart {
  readonly name: string;
  readonly date: string;
  readonly commit: string;
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly TriedChange[] }>>;
}

export interface TriedChange {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** Both from one. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a change may survive; `change` as the page writes it, `times` how many read so. */
export interface Explanation {
  readonly file: string;
  readonly change: string;
  readonly why: string;
  readonly times?: number;
}

export function judgeParts(parts: readonly TriedPart[], explained: readonly Explanation[], leastPercent: number): string[];
export function renderMutation(parts: readonly TriedPart[], explained: readonly Explanation[], how: { readonly leastPercent: number; readonly command: string }): string;
