import type { RefusalReason, Verification } from '@countersign/contracts/webhook-sources';
import type { SignedMessage } from '../platform/index.js';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a message's time may be from ours, either way (Standard Webhooks). */
const toleranceSeconds = 5 * 60;
const secretPrefix = 'whsec_';
/** Visible ASCII: it is kept, compared and shown. */
const messageIdPattern = /^[\x21-\x7E]{1,200}$/;

/** A message whose signature is right, with the place of the secret that made it; or why it is not known. */
export type Verified = { readonly id: string; readonly secretIndex: number } | { readonly refused: RefusalReason };

/** Looks whether a message was signed with one of these secrets. Why one is refused is for its company to read, never for whoever sent it. */
export function verifyMessage(verification: Verification, secrets: readonly string[], message: SignedMessage, now: Date): Verified {
  return verification.kind === 'hmac' ? verifyHmac(verification, secrets, message) : verifyStandard(secrets, message, now);
}

/** The key of a secret for Standard Webhooks, or null where it is none. */
export function standardKey(secret: string): Buffer | null {
  if (!/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/.test(secret)) return null;
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}

/** standardwebhooks.com: a list of signatures with their versions, of which one has to be right. Svix names the same headers after itself; those of one name belong together. */
function verifyStandard(secrets: readonly string[], { bytes, headers }: SignedMessage, now: Date): Verified {
  const brand = headers['webhook-id'] === undefined ? 'svix' : 'webhook';
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`${brand}-${name}`]);
  if (typeof id !== 'string' || !messageIdPattern.test(id) || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp) || typeof signatures !== 'string') return { refused: 'unsigned' };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return { refused: 'time_far' };
  const given = signatures.split(' ').flatMap((each) => (each.startsWith('v1,') ? [Buffer.from(each.slice(3), 'base64')] : []));
  return knownBy(id, secrets, (secret) => {
    const key = standardKey(secret);
    return key !== null && isAmong(createHmac('sha256', key).update(`${id}.${timestamp}.`).update(bytes).digest(), given);
  });
}

/** Over the body alone, as many send it. */
function verifyHmac({ signatureHeader, prefix, encoding, idHeader }: Extract<Verification, { kind: 'hmac' }>, secrets: readonly string[], { bytes, headers }: SignedMessage): Verified {
  const [id, signature] = [idHeader, signatureHeader].map((name) => headers[name.toLowerCase()]);
  if (typeof id !== 'string' || !messageIdPattern.test(id) || typeof signature !== 'string' || !signature.startsWith(prefix)) return { refused: 'unsigned' };
  const given = [Buffer.from(signature.slice(prefix.length), encoding)];
  return knownBy(id, secrets, (secret) => isAmong(createHmac('sha256', secret).update(bytes).digest(), given));
}

function knownBy(id: string, secrets: readonly string[], made: (secret: string) => boolean): Verified {
  const secretIndex = secrets.findIndex(made);
  return secretIndex < 0 ? { refused: 'signature_wrong' } : { id, secretIndex };
}

const isAmong = (digest: Buffer, given: readonly Buffer[]) => given.some((each) => each.length === digest.length && timingSafeEqual(each, digest));
