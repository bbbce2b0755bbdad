import type { Entry, Tenancy } from '@countersign/database/platform';
import type { FileStore } from './file-store.js';
import type { Sealer } from './seal.js';

/** What every service stands on; made once, in `app/`. */
export interface House {
  readonly tenancy: Tenancy;
  readonly entry: Entry;
  readonly sealer: Sealer;
  readonly files: FileStore;
  readonly settings: Settings;
  /** The clock; a parameter so that tests can hold it. */
  readonly now: () => Date;
}

export interface Settings {
  /** `host:port` of targets that may be called although they are not public, such as the demo's receiver. */
  readonly allowedWebhookHosts: readonly string[];
  /** The address that people reach this installation at, such as `http://127.0.0.1:4310`. */
  readonly publicUrl: string;
  readonly limits: Limits;
  /** How long a second factor that a session proved counts as fresh. */
  readonly stepUpSeconds: number;
  readonly delivery: DeliverySettings;
  readonly records: RecordLimits;
  readonly files: FileSettings;
}

/** How much is kept of other systems' records. */
export interface RecordLimits {
  /** Records of one set, those that are gone there too. */
  readonly perSetMax: number;
  /** Record sets of one company. */
  readonly setsMax: number;
}

/** Where files are kept: a folder of this machine, or a bucket of a store that speaks S3. */
export type FileSettings = { readonly folder: string } | S3Settings;

export interface S3Settings {
  readonly bucket: string;
  /** Left out for the maker's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Left out where the machine itself is known to the store. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** How often what costs the house much may be asked for before the answer is `rate_limited`. */
export interface Limits {
  readonly signInsPerAddress: Limit;
  /** Per account from one address: somebody elsewhere who guesses locks nobody out. */
  readonly signInsPerAccountAndAddress: Limit;
  /** Per account from everywhere: guesses spread over many addresses. */
  readonly signInsPerAccount: Limit;
  /** Codes of a second factor, at sign-in and in sessions, each counted by itself: six digits are soon guessed without. */
  readonly codesPerAccount: Limit;
  /** Passwords asked for once more in a session. */
  readonly passwordsPerAccount: Limit;
  readonly signUpsPerAddress: Limit;
  readonly companiesPerUser: Limit;
  /** Calls by one API key, and by all of a company's together; counted by each process for itself. */
  readonly callsPerApiKey: Limit;
  readonly callsPerCompany: Limit;
  /** Each is decoded: see make-picture. */
  readonly picturesPerUser: Limit;
  readonly messagesPerSource: Limit;
}

/** So many tries at once, which come back evenly, all of them within the window. */
export interface Limit {
  readonly max: number;
  readonly windowSeconds: number;
}

export interface DeliverySettings {
  /** How long one worker holds an effect; longer than an attempt may take. */
  readonly leaseMs: number;
  readonly attemptTimeoutMs: number;
  /** Waits between attempts, each varied by a fifth either way; after the last one the effect has failed. */
  readonly retryDelaysMs: readonly number[];
  /** A webhook endpoint is disabled where every attempt has failed for so long, and so often. */
  readonly disableAfterMs: number;
  readonly disableAfterAttempts: number;
}
