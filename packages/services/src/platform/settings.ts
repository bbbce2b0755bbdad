import type { FileSettings, Limits, Settings } from './house.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Eleven attempts over about 77 hours. */
const retryDelaysMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour, 32 * hour];

/**
 * `factor` loosens what is counted per network address, as behind one proxy, or on one machine, everybody has the same; and what one
 * person makes, as a load generator is one person. What is tried on an account stays as it is.
 */
const limitsOf = (factor: number, env: Readonly<Record<string, string | undefined>>): Limits => ({
  signInsPerAddress: { max: loosened(100, factor), windowSeconds: 60 },
  signInsPerAccountAndAddress: { max: 10, windowSeconds: 300 },
  signInsPerAccount: { max: 100, windowSeconds: 300 },
  codesPerAccount: { max: 10, windowSeconds: 900 },
  passwordsPerAccount: { max: 10, windowSeconds: 300 },
  signUpsPerAddress: { max: loosened(30, factor), windowSeconds: 3600 },
  companiesPerUser: { max: loosened(10, factor), windowSeconds: 3600 },
  callsPerApiKey: { max: callsOf(env, 'API_CALLS_PER_KEY', '600'), windowSeconds: 60 },
  callsPerCompany: { max: callsOf(env, 'API_CALLS_PER_COMPANY', '3000'), windowSeconds: 60 },
  picturesPerUser: { max: loosened(20, factor), windowSeconds: 60 },
  messagesPerSource: { max: loosened(1000, factor), windowSeconds: 10 },
});
const loosened = (max: number, factor: number) => Math.max(1, Math.round(max * factor));

/** What services are told by a process's environment; `app/` hands it in. */
export function readServiceSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const hosts = (env['ALLOWED_WEBHOOK_HOSTS'] ?? '').split(',').map((entry) => entry.trim());
  return {
    allowedWebhookHosts: hosts.filter((entry) => entry !== ''),
    publicUrl: env['COUNTERSIGN_URL'] ?? `http://127.0.0.1:${env['PORT'] ?? '4310'}`,
    limits: limitsOf(factorOf(env['TRIES_PER_ADDRESS_FACTOR'] ?? '1'), env),
    stepUpSeconds: secondsOf(env['STEP_UP_SECONDS'] ?? '300'),
    delivery: { leaseMs: millisecondsOf(env, 'EFFECT_LEASE_MS', 15_000), attemptTimeoutMs: millisecondsOf(env, 'EFFECT_TIMEOUT_MS', 10_000), retryDelaysMs: delaysOf(env['RETRY_DELAYS_MS']), disableAfterMs: hoursOf(env['WEBHOOK_DISABLE_AFTER_HOURS'] ?? '72') * hour, disableAfterAttempts: 10 },
    records: { perSetMax: countOf(env, 'RECORDS_PER_SET_MAX', 100_000), setsMax: countOf(env, 'RECORD_SETS_MAX', 50) },
    files: fileSettingsOf(env),
  };
}

const delaysOf = (text: string | undefined) => (text ? text.split(',').map(Number) : retryDelaysMs);

function hoursOf(text: string): number {
  const hours = Number(text);
  if (Number.isFinite(hours) && hours > 0 && hours <= 8760) return hours;
  throw new Error(`WEBHOOK_DISABLE_AFTER_HOURS must be a number above 0, up to 8760, and is “${text}”.`);
}

function millisecondsOf(env: Readonly<Record<string, string | undefined>>, name: string, otherwise: number): number {
  const ms = Number(env[name] ?? otherwise);
  if (Number.isInteger(ms) && ms >= 100 && ms <= 600_000) return ms;
  throw new Error(`${name} must be a whole number of milliseconds from 100 to 600000, and is “${env[name]}”.`);
}

function countOf(env: Readonly<Record<string, string | undefined>>, name: string, otherwise: number): number {
  const count = Number(env[name] ?? otherwise);
  if (Number.isInteger(count) && count > 0 && count <= 10_000_000) return count;
  throw new Error(`${name} must be a whole number from 1 to 10000000, and is “${env[name]}”.`);
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= 3600) return seconds;
  throw new Error(`STEP_UP_SECONDS must be a whole number from 1 to 3600, and is “${text}”.`);
}

function callsOf(env: Readonly<Record<string, string | undefined>>, name: string, unless: string): number {
  const text = env[name] ?? unless;
  const calls = Number(text);
  if (Number.isInteger(calls) && calls > 0) return calls;
  throw new Error(`${name} must be a whole number above 0, and is “${text}”.`);
}

function factorOf(text: string): number {
  const factor = Number(text);
  if (Number.isFinite(factor) && factor > 0) return factor;
  throw new Error(`TRIES_PER_ADDRESS_FACTOR must be a number above 0, and is “${text}”.`);
}

function fileSettingsOf(env: Readonly<Record<string, string | undefined>>): FileSettings {
  const bucket = env['FILES_S3_BUCKET'];
  if (!bucket) return { folder: `${env['COUNTERSIGN_DATA_DIR'] ?? '.data'}/files` };
  const [accessKeyId, secretAccessKey] = [env['FILES_S3_ACCESS_KEY_ID'], env['FILES_S3_SECRET_ACCESS_KEY']];
  if (Boolean(accessKeyId) !== Boolean(secretAccessKey)) throw new Error('Set both FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY, or neither.');
  return {
    bucket,
    endpoint: env['FILES_S3_ENDPOINT'] || undefined,
    region: env['FILES_S3_REGION'] || 'us-east-1',
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}
