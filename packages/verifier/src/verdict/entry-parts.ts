import { bytesOfHex, hexOf, joinBytes, utf8 } from '../format/bytes.js';
import { NotCanonical, readCanonical, type Json } from '../format/canonical-json.js';
import { readEntry, type Entry } from '../format/entry.js';
import { holdsText } from '../format/fields.js';
import type { AttachmentLine, RevisionLine, ValueLine } from '../format/line.js';
import type { Primitives } from '../format/primitives.js';
import { at, Fault } from './fault.js';

const MAXIMUM_BYTES = 4_194_304;
const COMMITMENT = Uint8Array.of(0x02);

/** Refuses bytes that say the same in another way, and bytes that say nothing. */
export function readCanonicalEntry(canonical: string, index: number): Json {
  if (canonical.length > MAXIMUM_BYTES || (canonical.length * 3 > MAXIMUM_BYTES && utf8(canonical).length > MAXIMUM_BYTES)) throw new Fault('canonical', `Entry ${index} is larger than an entry may be.`, at(index));
  try {
    return readCanonical(canonical, 'none');
  } catch (error) {
    if (error instanceof NotCanonical) throw new Fault('canonical', `Entry ${index} ${error.message}.`, at(index));
    throw error;
  }
}

export function readEntryShape(value: Json, index: number): Entry {
  const entry = readEntry(value);
  if (typeof entry === 'string') throw new Fault('shape', `Entry ${index} ${entry}.`, at(index));
  return entry;
}

/** Checks what an export gives besides an entry: each must be bound by it. */
export class EntryParts {
  opened = 0;
  redacted = 0;
  revisions = 0;
  attachments = 0;
  private entry: Entry | undefined;
  private unopened = new Set<string>();
  private revision: Json | undefined;

  constructor(private readonly primitives: Primitives) {}

  begin(entry: Entry): void {
    this.entry = entry;
    this.revision = undefined;
    this.unopened = new Set(Object.keys(entry.commitments));
    this.redacted += this.unopened.size;
  }

  value({ index, pointer, salt, value }: ValueLine): void {
    const said = this.entry?.commitments[pointer];
    const is = hexOf(this.primitives.sha256(joinBytes(COMMITMENT, bytesOfHex(salt), utf8(value))));
    if (said !== is) throw new Fault('value', `The value given for “${pointer}” of entry ${index} is not the one that the entry is bound to.`, at(index));
    if (!this.unopened.delete(pointer)) throw new Fault('value', `The value for “${pointer}” of entry ${index} is given twice.`, at(index));
    this.opened += 1;
    this.redacted -= 1;
  }

  revisionLine({ index, digest, canonical }: RevisionLine): void {
    if (hexOf(this.primitives.sha256(utf8(canonical))) !== digest) throw new Fault('revision', `The revision given with entry ${index} does not have the digest that stands beside it.`, at(index));
    if (!this.entry || !(holdsText(this.entry.before, digest) || holdsText(this.entry.after, digest))) throw new Fault('revision', `Entry ${index} does not name the revision that is given with it.`, at(index));
    try {
      this.revision = JSON.parse(canonical) as Json;
    } catch {
      throw new Fault('revision', `The revision given with entry ${index} is no JSON.`, at(index));
    }
    this.revisions += 1;
  }

  attachment({ index, name, digest }: AttachmentLine): void {
    if (this.revision === undefined || !holdsText(this.revision, digest)) throw new Fault('attachment', `The attachment “${name}” given with entry ${index} is not in the revision before it.`, at(index));
    this.attachments += 1;
  }
}
