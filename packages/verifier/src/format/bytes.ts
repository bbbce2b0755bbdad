const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const hexDigits = '0123456789abcdef';

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Undefined where the bytes are no UTF-8. A byte order mark stays, so that whoever asks for exact bytes sees it. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const pairs = Array.from({ length: 256 }, (_, byte) => hexDigits.charAt(byte >> 4) + hexDigits.charAt(byte & 15));

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += pairs[byte] ?? '';
  return text;
}

/** Encodes text after a prefix, into room that is used again: what it gives is good until the next call. */
export function encoderAfter(prefix: number): (text: string) => Uint8Array {
  let room = new Uint8Array(4096);
  return (text) => {
    // A UTF-16 code unit takes three bytes at most.
    if (text.length * 3 + 1 > room.length) room = new Uint8Array(text.length * 3 + 1);
    room[0] = prefix;
    return room.subarray(0, encoder.encodeInto(text, room.subarray(1)).written + 1);
  };
}

export const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** For text of which `isHash` holds, or other lower-case hexadecimal. */
export function bytesOfHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** RFC 4648, section 4, with padding: undefined for every other way to write it, such as white space or bits left over. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    if (btoa(binary) !== text) return undefined;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
