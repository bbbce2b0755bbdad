import { joinBytes, textOf } from '../format/bytes.js';
import { readLine, type Line } from '../format/line.js';
import { Fault } from './fault.js';

const MAXIMUM_BYTES = 16_777_216;
const NEWLINE = 0x0a;

/** The lines of an export, from bytes that come in pieces. Holds one line at a time. */
export class LineReader {
  number = 0;
  private begun: Uint8Array[] = [];
  private begunBytes = 0;

  /** Read one by one: what is wrong with a line may not be said before what is wrong with an earlier one. */
  *read(piece: Uint8Array): Generator<Line> {
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
      const rest = piece.subarray(from, end);
      const bytes = this.begun.length === 0 ? rest : joinBytes(...this.begun, rest);
      this.number += 1;
      [this.begun, this.begunBytes, from] = [[], 0, end + 1];
      yield this.lineOf(bytes);
    }
    this.keep(piece.slice(from));
  }

  private keep(rest: Uint8Array): void {
    if (rest.length === 0) return;
    this.begun.push(rest);
    this.begunBytes += rest.length;
    if (this.begunBytes > MAXIMUM_BYTES) throw new Fault('unreadable', `Line ${this.number + 1} is longer than a line may be.`);
  }

  private lineOf(bytes: Uint8Array): Line {
    if (bytes.length > MAXIMUM_BYTES) throw new Fault('unreadable', `Line ${this.number} is longer than a line may be.`);
    const text = textOf(bytes);
    if (text === undefined) throw new Fault('unreadable', `Line ${this.number} is no UTF-8.`);
    const line = readLine(text);
    if (typeof line === 'string') throw new Fault('unreadable', `Line ${this.number} ${line}.`);
    return line;
  }

  end(): void {
    if (this.begunBytes > 0) throw new Fault('unreadable', `The file was cut off within line ${this.number + 1}.`);
  }
}
