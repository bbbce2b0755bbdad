import type { Findings, Verdict } from './verify-export.js';

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** What was found good, a sentence a line, for whoever reads the verdict. */
export function describeFindings(findings: Findings): readonly string[] {
  const { tenant, kind, size, entries, keyIds, checkpoints, trusted, receipts, lastCheckpointTime, revisions, attachments, opened, redacted } = findings;
  return [
    `Company ${tenant}.`,
    kind === 'complete' ? `All ${counted(entries, 'entry', 'entries')} of the log, from its beginning, in their order.` : `${counted(entries, 'entry', 'entries')} of ${size}, each proven to be part of the log at its place. What lies between was not looked at.`,
    `${counted(checkpoints, 'signed checkpoint')}, the last of ${lastCheckpointTime}. ${keyIds.length === 1 ? 'Key' : 'Keys'} ${keyIds.join(', ')}.`,
    trusted === 0 ? 'No older checkpoint of yours was compared: whoever holds the signing key could have rewritten all of this. Keep the last checkpoint for the next time.' : `${counted(trusted, 'checkpoint')} that you kept ${trusted === 1 ? 'agrees' : 'agree'}: nothing before ${trusted === 1 ? 'it' : 'them'} was rewritten since.`,
    ...(receipts > 0 ? [`${counted(receipts, 'receipt')} of yours: what was acknowledged is in the log.`] : []),
    ...(revisions + attachments > 0 ? [`${counted(revisions, 'revision')} and ${counted(attachments, 'attachment')} are those that the entries name.`] : []),
    ...(opened + redacted > 0 ? [`${counted(opened, 'personal value')} shown as recorded, ${redacted} redacted.`] : []),
  ];
}

/** Where the first bad entry is, as far as it can be said. */
export function describePlace(verdict: Exclude<Verdict, { verdict: 'good' }>): readonly string[] {
  const { index, until } = verdict;
  if (index === undefined) return [];
  return [until === undefined || until === index ? `First bad entry: ${index}.` : `First bad entry: between ${index} and ${until}.`];
}
