import type { ClaimedEffect } from '@countersign/database/effects';
import { differencesOf, readRecord } from '../outside-records/index.js';
import type { House } from '../platform/index.js';
import { endingOf, type Ending } from './ending.part.js';

/**
 * Reads once more what the signatures were bound to; null where everything is as it was seen, or as somebody accepted it. Anything else is
 * left to a person: nothing is sent on the word of a record that says something else by now.
 */
export async function compareRecords(house: House, tenantId: string, { records, acceptedRecords, attempts, attemptsBefore }: ClaimedEffect): Promise<Ending | null> {
  const said: string[] = [];
  const seenRecords: Record<string, string> = {};
  for (const record of records ?? []) {
    const name = `${record.path} at ${record.connection.name}`;
    // Another system that says the same is none that somebody was shown.
    if (!record.isSameConnection) return endingOf({ kind: 'parked', problem: `${name} cannot be compared with what was signed: the connection leads elsewhere by now. Nothing was sent.` });
    if (record.isPaused) return endingOf({ kind: 'again', problem: `${name} is not read while its connection is paused. Nothing was sent.` });
    const read = await readRecord(house, tenantId, record);
    if (read.kind !== 'read') {
      const problem = `${name} cannot be compared with what was signed: ${read.problem}. Nothing was sent.`;
      const more = read.kind === 'later' && attempts - attemptsBefore < record.connection.settings.limits.attemptsMax;
      return endingOf({ kind: more ? 'again' : 'parked', problem });
    }
    if (read.fingerprint === record.fingerprint || read.fingerprint === acceptedRecords?.[record.id]) continue;
    seenRecords[record.id] = read.fingerprint;
    said.push(`${name} is not as it was signed: ${differencesOf(record.content, read.seen).join(' ')}`);
  }
  return said.length === 0 ? null : endingOf({ kind: 'parked', seenRecords, problem: `${said.join(' ').slice(0, 1500).toWellFormed()} Nothing was sent.` });
}
