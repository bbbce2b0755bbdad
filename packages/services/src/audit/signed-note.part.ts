import { createHash } from 'node:crypto';

/** The name of a company's log, and of every key that signs for it (docs/audit-format.md, sections 5 and 6). */
export const originOf = (tenantId: string) => `countersign/audit/${tenantId}`;

const ed25519 = Buffer.from([1]);
const keyId = (name: string, publicKey: Buffer) => createHash('sha256').update(`${name}\n`).update(ed25519).update(publicKey).digest().subarray(0, 4);

/** A public key as one line, as signed notes have it: name, id, key. */
export function vkeyOf(tenantId: string, publicKey: Buffer): string {
  const name = originOf(tenantId);
  return `${name}+${keyId(name, publicKey).toString('hex')}+${Buffer.concat([ed25519, publicKey]).toString('base64')}`;
}

/** One who signs: the private key stays where it is. */
export interface NoteSigner {
  readonly publicKey: Buffer;
  sign(text: Buffer): Buffer;
}

export interface CheckpointText {
  readonly tenantId: string;
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
  readonly horizon: string;
  readonly epoch: string;
}

/** A checkpoint (C2SP tlog-checkpoint) as a note (C2SP signed-note) that each of them signs. */
export function signedNote({ tenantId, size, root, at, horizon, epoch }: CheckpointText, signers: readonly NoteSigner[]): string {
  const name = originOf(tenantId);
  const text = `${[name, String(size), root.toString('base64'), `time ${at.toISOString()}`, `horizon ${horizon}`, `epoch ${epoch}`].join('\n')}\n`;
  const lines = signers.map((signer) => `— ${name} ${Buffer.concat([keyId(name, signer.publicKey), signer.sign(Buffer.from(text))]).toString('base64')}\n`);
  return `${text}\n${lines.join('')}`;
}
