import { bytesOfBase64, hexOf, joinBytes, utf8 } from './bytes.js';
import type { Primitives } from './primitives.js';

/** A public key under a name, as C2SP's signed notes know it. */
export interface Key {
  readonly vkey: string;
  readonly name: string;
  readonly id: string;
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean;
}

const ED25519 = 0x01;

/** Undefined where the text is no vkey of Ed25519, or its id is not what its name and key give. */
export function readKey(vkey: string, primitives: Primitives): Key | undefined {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return undefined;
  const bytes = bytesOfBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
  if (hexOf(primitives.sha256(joinBytes(utf8(`${name}\n`), bytes)).subarray(0, 4)) !== id) return undefined;
  const verify = primitives.verifierOf(bytes.subarray(1));
  return verify && { vkey, name, id, verify };
}

/** The keys of a key file, oldest first; undefined where a line of it is none, or there is none. */
export function readKeyFile(text: string, primitives: Primitives): readonly Key[] | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => readKey(line, primitives)).filter((key) => key !== undefined);
  return keys.length === 0 || keys.length < lines.length ? undefined : keys;
}
