import type { Verification } from '@countersign/contracts/webhook-sources';
import type { SignedMessage } from '../platform/index.js';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a message's time may be from ours, either way (Standard Webhooks). */
const toleranceSeconds = 5 * 60;
const secretPrefix = 'whsec_';
/** Visible ASCII: it is kept, compared and shown. */
const messageIdPattern = /^[\x21-\x7E]{1,200}$/;

/** The id of a message that was signed with one of these secrets; null for every other, whatever is wrong with it. */
export function verifiedId(verification: Verification, secrets: readonly string[], message: SignedMessage, now: Date): string | null {
  return verification.kind === 'hmac' ? verifyHmac(verification, secrets, message) : verifyStandard(secrets, message, now);
}

/** The key of a secret for Standard Webhooks, or null where it is none. */
export function standardKey(secret: string): Buffer | null {
  if (!/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/.test(secret)) return null;
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}

/** standardwebhooks.com: a list of signatures with their versions, of which one has to be right. */
function verifyStandard(secrets: readonly string[], { bytes, headers }: SignedMessage, now: Date): string | null {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || !messageIdPattern.test(id) || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp) || typeof signatures !== 'string') return null;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return null;
  const given = signatures.split(' ').flatMap((each) => (each.startsWith('v1,') ? [Buffer.from(each.slice(3), 'base64')] : []));
  const right = secrets.some((secret) => {
    const key = standardKey(secret);
    return key !== null && isAmong(createHmac('sha256', key).update(`${id}.${timestamp}.`).update(bytes).digest(), given);
  });
  return right ? id : null;
}

/** Over the body alone, as many send it. */
function verifyHmac({ signatureHeader, prefix, encoding, idHeader }: Extract<Verification, { kind: 'hmac' }>, secrets: readonly string[], { bytes, headers }: SignedMessage): string | null {
  const [id, signature] = [idHeader, signatureHeader].map((name) => headers[name.toLowerCase()]);
  if (typeof id !== 'string' || !messageIdPattern.test(id) || typeof signature !== 'string' || !signature.startsWith(prefix)) return null;
  const given = [Buffer.from(signature.slice(prefix.length), encoding)];
  return secrets.some((secret) => isAmong(createHmac('sha256', secret).update(bytes).digest(), given)) ? id : null;
}

const isAmong = (digest: Buffer, given: readonly Buffer[]) => given.some((each) => each.length === digest.length && timingSafeEqual(each, digest));
