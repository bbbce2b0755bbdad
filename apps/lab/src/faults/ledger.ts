import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** One line per thing that is known for certain: on the disk before anything else happens. */
export class Ledger<Line> {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  append(line: Line): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** All lines of a ledger, oldest first; none where it was never begun. A line torn by a kill was never acknowledged and is left out. */
export function readLedger<Line>(path: string): Line[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  // What follows the last line's end is empty, or torn.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
}
