import { checkpointNote, completeExport, linesOf, type AnyLine, type MadeLog } from './made-log.js';
import { sampleLog } from './sample-log.js';

/** One export with all that is given beside it, and what a verifier has to say. `code` is null where all is good. */
export interface ExportCase {
  readonly name: string;
  /** Lines without their newline. */
  readonly export: readonly string[];
  readonly keyFile: string;
  readonly trusted: readonly string[];
  readonly receipts: readonly unknown[];
  readonly code: string | null;
  readonly index: number | null;
  readonly until: number | null;
}

export interface CaseWish {
  /** Changes the log before it is hashed and signed: what somebody with the key can do. */
  readonly log?: (log: MadeLog) => void;
  /** Changes lines after they were made: what somebody without the key can do. */
  readonly lines?: (lines: AnyLine[], log: MadeLog) => void;
  /** Changes the very text. */
  readonly text?: (lines: string[]) => void;
  readonly make?: (log: MadeLog) => AnyLine[];
  readonly keys?: (log: MadeLog) => readonly string[];
  /** Made of the log as it was before `log` changed it. */
  readonly trusted?: (before: MadeLog) => readonly string[];
  readonly receipts?: (before: MadeLog) => readonly unknown[];
}

export type Said = readonly [code: string, index?: number, until?: number] | null;

export function exportCase(name: string, said: Said, wish: CaseWish = {}): ExportCase {
  const log = sampleLog();
  wish.log?.(log);
  const lines = (wish.make ?? completeExport)(log);
  wish.lines?.(lines, log);
  const text = linesOf(lines);
  wish.text?.(text);
  const [code = null, index = null, until = index] = said ?? [];
  return {
    name,
    export: text,
    keyFile: `# Keys that we trust\n${(wish.keys?.(log) ?? [sampleLog().keys[0]?.key.vkey]).join('\n')}\n`,
    trusted: wish.trusted?.(sampleLog()) ?? [],
    receipts: wish.receipts?.(sampleLog()) ?? [],
    code,
    index,
    until,
  };
}

/** The nth line of a type; it must be there, so that no case changes nothing. */
export function lineOf(lines: readonly AnyLine[], type: string, nth = 0): AnyLine {
  const line = lines.filter((one) => one['type'] === type)[nth];
  if (line === undefined) throw new Error(`there is no line ${nth} of type ${type}`);
  return line;
}

export function removeLine(lines: AnyLine[], line: AnyLine): void {
  lines.splice(lines.indexOf(line), 1);
}

/** Counts the lines anew, as whoever forges an export would. */
export function recount(lines: AnyLine[]): void {
  lineOf(lines, 'end')['lines'] = lines.length;
}

export function noteAt(log: MadeLog, nth: number): string {
  const checkpoint = log.checkpoints[nth];
  if (checkpoint === undefined) throw new Error(`there is no checkpoint ${nth}`);
  return checkpointNote(log, checkpoint);
}
