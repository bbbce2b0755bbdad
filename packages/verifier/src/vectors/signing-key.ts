import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** A key pair under a name; the seed is 32 bytes. Ed25519 has no chance in it: the same seed and text give the same signature. */
export interface SigningKey {
  readonly name: string;
  readonly id: Buffer;
  readonly vkey: string;
  readonly sign: (text: string) => Buffer;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export const seedOf = (word: string) => createHash('sha256').update(word).digest();

export function signingKey(name: string, seed: Buffer): SigningKey {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  const encoded = Buffer.concat([Uint8Array.of(1), publicKey]);
  const id = createHash('sha256').update(`${name}\n`).update(encoded).digest().subarray(0, 4);
  return { name, id, vkey: `${name}+${id.toString('hex')}+${encoded.toString('base64')}`, sign: (text) => sign(null, Buffer.from(text), secret) };
}

export const signatureLine = (key: SigningKey, text: string) => `\u2014 ${key.name} ${Buffer.concat([key.id, key.sign(text)]).toString('base64')}\n`;

/** A signed note: the text ends in a newline. */
export const noteOf = (text: string, signers: readonly SigningKey[]) => `${text}\n${signers.map((key) => signatureLine(key, text)).join('')}`;
