import { digestOf } from '../platform/digest.js';

/** What the digest of a plan begins with: the two versions, by what they say. */
export const planBegin = (versions: { readonly from: string; readonly to: string }): string => digestOf({ plan: 'run-migration/1', ...versions });

/** The digest of a plan after more of its requests, in their order: made batch by batch, and the same however large the batches are. */
export const planAfter = (before: string, runs: readonly { readonly runId: string; readonly foreseenDigest: string }[]): string =>
  runs.reduce((digest, { runId, foreseenDigest }) => digestOf([digest, runId, foreseenDigest]), before);
