/** `from` stands in the file exactly once; `to` takes its place. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Rule {
  readonly row: string;
  readonly name: string;
  readonly rule: string;
  readonly edits: readonly Edit[];
  /** By path, parts of the names of tests that notice; all tests of the file where there is none. */
  readonly specs: Readonly<Record<string, readonly string[]>>;
}

/** The result file of Jest, as far as it is read. */
export interface JestResult {
  readonly numRuntimeErrorTestSuites: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly message?: string; readonly assertionResults: readonly { readonly ancestorTitles?: readonly string[]; readonly title: string; readonly status: string; readonly failureMessages: readonly string[]; readonly failureDetails: readonly unknown[] }[] }[];
}

export interface Judged {
  readonly verdict: 'red' | 'green' | 'broken';
  readonly noticed: readonly string[];
  readonly says: string;
}

export const rules: readonly Rule[];
export const ruledRows: readonly string[];
export function editText(text: string, edit: Edit): string;
export function projectOf(spec: string): 'unit' | 'db' | 'http';
export function findRuleFaults(rules: readonly Rule[], rows: readonly string[], read: (file: string) => string | null): string[];
export function judgeRun(result: JestResult | null): Judged;
export function judgeTogether(result: JestResult | null, names: readonly string[]): ReadonlyMap<string, Judged>;
export function specTogether(spec: string, text: string, names: readonly string[]): { readonly wrapper: string; readonly files: readonly { readonly file: string; readonly text: string }[] };
export interface Seen {
  /** The first test that noticed, and how many did. */
  readonly first: string;
  readonly count: number;
  readonly date: string;
  readonly commit: string;
}

export function renderRulesOff(
  rules: readonly Rule[],
  known: { readonly seen: Readonly<Record<string, Seen>>; readonly unnoticed: Readonly<Record<string, string>> },
  how: { readonly command: string },
): string;
