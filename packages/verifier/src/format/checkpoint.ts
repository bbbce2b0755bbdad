import { bytesOfBase64, hexOf, utf8 } from './bytes.js';
import { isTime } from './fields.js';

/** A signature line of a note. */
export interface Signature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A checkpoint (C2SP tlog-checkpoint) with the three lines that our logs add. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly time: string;
  readonly horizon: bigint;
  readonly epoch: bigint;
  /** What was signed, and by whom it says so. */
  readonly signed: Uint8Array;
  readonly signatures: readonly Signature[];
}

const MAXIMUM_BYTES = 65_536;
const MAXIMUM_SIGNATURES = 64;
const MAXIMUM_TRANSACTION = 2n ** 64n;
const decimal = /^(0|[1-9]\d{0,19})$/;

function readSignature(line: string): Signature | undefined {
  const [, name, encoded] = /^\u2014 ([^+\s]+) (\S+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : bytesOfBase64(encoded);
  if (name === undefined || bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: hexOf(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

function readNumber(line: string | undefined, name: string): bigint | undefined {
  const text = line?.startsWith(`${name} `) ? line.slice(name.length + 1) : '';
  const value = decimal.test(text) ? BigInt(text) : MAXIMUM_TRANSACTION;
  return value < MAXIMUM_TRANSACTION ? value : undefined;
}

function readText(text: string): Omit<Checkpoint, 'signed' | 'signatures'> | undefined {
  const [origin = '', size = '', encodedRoot = '', time = '', ...lines] = text.split('\n');
  const root = bytesOfBase64(encodedRoot);
  const horizon = readNumber(lines[0], 'horizon');
  const epoch = readNumber(lines[1], 'epoch');
  if (root?.length !== 32 || horizon === undefined || epoch === undefined) return undefined;
  if (origin === '' || !decimal.test(size) || !Number.isSafeInteger(Number(size))) return undefined;
  if (!time.startsWith('time ') || !isTime(time.slice(5)) || lines.includes('')) return undefined;
  return { origin, size: Number(size), root, time: time.slice(5), horizon, epoch };
}

/** Undefined where the text is not built as a checkpoint of ours; whether it is signed is another question. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split === -1 || !note.endsWith('\n') || !note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(note) || utf8(note).length > MAXIMUM_BYTES) return undefined;
  const text = readText(note.slice(0, split));
  const signatures = note.slice(split + 2, -1).split('\n').map(readSignature).filter((signature) => signature !== undefined);
  const lines = note.slice(split + 2, -1).split('\n').length;
  if (text === undefined || lines > MAXIMUM_SIGNATURES || signatures.length < lines) return undefined;
  return { ...text, signed: utf8(note.slice(0, split + 1)), signatures };
}
