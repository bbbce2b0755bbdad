import type { AttachmentLine, EndLine, EntryLine, HeaderLine, Line, RevisionLine, ValueLine } from '../format/line.js';
import type { Key } from '../format/key.js';
import type { Primitives } from '../format/primitives.js';
import { treeHashes, type TreeHashes } from '../tree/hashes.js';
import { Checkpoints } from './checkpoints.js';
import { ConsistencyLines } from './consistency-lines.js';
import { Entries } from './entries.js';
import { EntryParts } from './entry-parts.js';
import { Fault } from './fault.js';
import { KeyHistory } from './key-history.js';
import { notesOf, ReceiptsSought, type Receipt } from './receipts.js';
import { checkTrustedOfSelection, readTrusted, type KeptNote, type Trusted } from './trusted.js';

export interface Given {
  readonly keys: readonly Key[];
  readonly trusted: readonly KeptNote[];
  readonly receipts: readonly Receipt[];
  readonly primitives: Primitives;
}

/** The order of the rooms of an export; each line belongs to one, and none goes back. */
const rooms = ['start', 'export', 'key', 'checkpoint', 'consistency', 'entry', 'end'] as const;
type Room = (typeof rooms)[number];
const roomOf = (type: Line['type']): Room => (type === 'value' || type === 'revision' || type === 'attachment' ? 'entry' : type);

/** One export, line by line. Whatever is wrong is thrown as a Fault, and then nothing more may be asked. */
export class ExportCheck {
  readonly parts: EntryParts;
  header: HeaderLine | undefined;
  keys: KeyHistory | undefined;
  checkpoints: Checkpoints | undefined;
  entries: Entries | undefined;
  trusted: readonly Trusted[] = [];
  private consistency: ConsistencyLines | undefined;
  private readonly sought: ReceiptsSought;
  private readonly hashes: TreeHashes;
  private room: Room = 'start';
  private current: number | undefined;

  constructor(private readonly given: Given) {
    this.hashes = treeHashes(given.primitives);
    this.parts = new EntryParts(given.primitives);
    this.sought = new ReceiptsSought(given.receipts);
  }

  take(line: Line, number: number): void {
    this.enter(roomOf(line.type), number);
    switch (line.type) {
      case 'export': return this.begin(line);
      case 'key': return this.keys?.add(line);
      case 'checkpoint': return this.checkpoints?.add(line.note);
      case 'consistency': return this.consistency?.add(line);
      case 'entry': return this.takeEntry(line);
      case 'value': return this.takePart(line, number);
      case 'revision': return this.takePart(line, number);
      case 'attachment': return this.takePart(line, number);
      case 'end': return this.takeEnd(line, number);
    }
  }

  /** Goes on to the room of the line, and closes those that it leaves behind. */
  private enter(room: Room, number: number): void {
    const [from, to] = [rooms.indexOf(this.room), rooms.indexOf(room)];
    const isOnce = room === 'export' || room === 'end';
    if (to < from || (to === from && isOnce) || (from === 0 && to !== 1) || (room === 'consistency' && this.header?.kind !== 'selection')) throw new Fault('unreadable', `Line ${number} does not belong there: it is of type “${room}”.`);
    for (const left of rooms.slice(from, to)) this.leave(left);
    this.room = room;
  }

  private leave(room: Room): void {
    const { header, keys, checkpoints, hashes } = this;
    if (!header || !keys || !checkpoints) return;
    if (room === 'key') keys.close();
    if (room === 'checkpoint') {
      checkpoints.close(header.size);
      this.trusted = readTrusted([...this.given.trusted, ...notesOf(this.given.receipts)], keys, header);
      this.consistency = new ConsistencyLines(checkpoints.all, header.size, hashes);
    }
    if (room === 'consistency' && checkpoints.last) {
      if (header.kind === 'selection') {
        this.consistency?.close();
        checkTrustedOfSelection(this.trusted, checkpoints.all, this.consistency?.further ?? new Map<number, readonly Uint8Array[]>(), hashes);
      }
      this.entries = new Entries({ header, keys, own: checkpoints.all, last: checkpoints.last, trusted: this.trusted, hashes });
    }
    if (room === 'entry') this.finishEntry();
  }

  private begin(header: HeaderLine): void {
    const origin = `countersign/audit/${header.tenant}`;
    this.header = header;
    this.keys = new KeyHistory(origin, this.given.keys, this.given.primitives);
    this.checkpoints = new Checkpoints(origin, this.keys, this.hashes);
  }

  private finishEntry(): void {
    if (this.current !== undefined) this.entries?.finishEntry();
    this.current = undefined;
  }

  private takeEntry(line: EntryLine): void {
    this.finishEntry();
    const entry = this.entries?.add(line);
    if (entry === undefined) return;
    this.current = line.index;
    this.parts.begin(entry);
    this.sought.see(entry.id, line.index, line.leaf);
  }

  private takePart(line: ValueLine | RevisionLine | AttachmentLine, number: number): void {
    if (this.current !== line.index) throw new Fault('unreadable', `Line ${number} does not belong to the entry before it.`);
    if (line.type === 'value') this.parts.value(line);
    else if (line.type === 'revision') this.parts.revisionLine(line);
    else this.parts.attachment(line);
  }

  private takeEnd({ lines }: EndLine, number: number): void {
    this.entries?.close();
    if (lines !== number) throw new Fault('unreadable', `The export says that it has ${lines} lines, and has ${number}.`);
    const { header, checkpoints } = this;
    if (header && checkpoints?.last) this.sought.check(header.kind === 'complete', checkpoints.last.time, this.hashes);
  }

  /** After the last byte. */
  end(): void {
    if (this.room !== 'end') throw new Fault('unreadable', this.room === 'start' ? 'The file is empty.' : `The file was cut off: its last line is not the end of an export.`);
  }
}
