import { Refusal } from '@countersign/contracts/platform';
import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { EdgeRequest } from './edge-request.js';

const decoder = new TextDecoder('utf-8', { fatal: true });
const charsetPattern = /;\s*charset\s*=\s*"?([^";\s]*)/i;
const plainName = /^[\w.-]{1,60}$/;

/** Takes JSON in UTF-8 and nothing else: a form of another site can post the other types without being asked first. */
export function takeJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      const value = readJson(request.headers, bytes as Buffer);
      (request as EdgeRequest).sentBytes = bytes as Buffer;
      done(null, value);
    } catch (thrown) {
      done(thrown as Error);
    }
  });
}

/** The body as it was sent, or a refusal: never another reading of it than the sender's own. */
export function readJson(headers: IncomingHttpHeaders, bytes: Uint8Array): unknown {
  const charset = charsetPattern.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw new Refusal('unsupported_media_type', { detail: 'The body must be in UTF-8; no other charset is taken.' });
  // What is small when it arrives may be endless when it is unpacked.
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw new Refusal('unsupported_media_type', { detail: 'Send the body as it is: nothing compressed is taken.' });
  if (bytes.length === 0) throw unreadable('The body is empty.');
  const text = decode(bytes);
  const value = parse(text);
  refuseStrangeNames(text);
  return value;
}

const unreadable = (detail: string) => new Refusal('malformed_request', { detail });

// Where bytes are replaced by "unknown character", what is kept and signed is not what was sent.
function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw unreadable('The body is not in UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable('The body is not JSON, or only a part of it arrived.');
  }
}

interface Holder {
  /** Null for a list. */
  readonly names: Set<string> | null;
  /** The name that it stands under. */
  readonly under: string | null;
  last: string | null;
}

/**
 * Refuses a name that stands twice in one object, of which readers take one or the other, and names that reach for a prototype.
 * Goes over text that is known to be JSON; an own stack, because nesting has no limit yet.
 */
function refuseStrangeNames(text: string): void {
  const holders: Holder[] = [];
  let awaitsName = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    const holder = holders.at(-1);
    if (character === '"') {
      const end = endOfText(text, at);
      if (awaitsName && holder) addName(holder, JSON.parse(text.slice(at, end + 1)) as string);
      awaitsName = false;
      at = end;
    } else if (character === '{' || character === '[') {
      holders.push({ names: character === '{' ? new Set() : null, under: holder?.last ?? null, last: null });
      awaitsName = character === '{';
    } else if (character === '}' || character === ']') {
      holders.pop();
    } else if (character === ',') {
      awaitsName = holder !== undefined && holder.names !== null;
    }
  }
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function addName(holder: Holder, name: string): void {
  const { names, under } = holder;
  if (name === '__proto__' || (name === 'prototype' && under === 'constructor')) throw unreadable(`No field may be named “${name}”.`);
  if (names?.has(name)) throw unreadable(`${plainName.test(name) ? `The field “${name}” stands` : 'A field stands'} twice in one object of the body, so it is not clear which is meant.`);
  names?.add(name);
  holder.last = name;
}
