/**
 * Why nothing came of speaking to another system, in words that a person understands; the code, by which an engineer looks further, in brackets behind
 * them. By the codes of Node.js (errno and DNS, `errors` and `tls`) and of undici.
 */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at {where}',
  ECONNRESET: 'the connection was broken off before an answer came',
  EPIPE: 'the connection was broken off before everything was sent',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  EHOSTUNREACH: 'no way leads to {where}',
  ENETUNREACH: 'no way leads to {where}',
  ENETDOWN: 'the network is down here',
  EADDRNOTAVAIL: 'no connection can be opened from here just now',
  EMFILE: 'no connection can be opened from here just now',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up just now',
  EAI_FAIL: 'the name of the host could not be looked up',
  ETIMEDOUT: 'no connection came about in time',
  ESOCKETTIMEDOUT: 'no answer came in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer did not come whole in time',
  UND_ERR_HEADERS_OVERFLOW: 'the answer has more headers than are read',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is of another length than it says',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer is larger than is read',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate was signed by nobody but itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without those that it rests on',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  EPROTO: 'it does not speak TLS as we do',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS at this port',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it speaks only versions of TLS that are not safe any more',
};
const families: readonly (readonly [RegExp, string])[] = [
  [/^HPE_/, 'what came back is no HTTP'],
  [/^(ERR_TLS_|ERR_SSL_|CERT_)/, 'no safe connection came about'],
];

/** A problem of Node.js, undici or Nodemailer as a sentence, its beginning in lower case and without a full stop. `afterMs`: how long was waited. */
export function problemOf(error: unknown, afterMs: number): string {
  // By its shape: a time-out is a DOMException, and errors of other realms are no instances of ours.
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if (name === 'TimeoutError') return `no answer within ${afterMs} ms`;
  const text = typeof message === 'string' ? message : '';
  const code = codeOf(error) ?? codeIn(text);
  const said = code === undefined ? undefined : (words[code] ?? families.find(([family]) => family.test(code))?.[1]);
  if (said !== undefined) return `${said.replace('{where}', whereOf(error, text))} (${code})`;
  if (text === '') return code ?? 'the call failed';
  return (code === undefined ? text : `${text} (${code})`).slice(0, 300);
}

/** Of the error, of what caused it, or of the first of several that were tried; Nodemailer keeps the socket's own inside. */
function codeOf(error: unknown): string | undefined {
  const { code, cause, errors, errno } = error as { readonly code?: unknown; readonly cause?: unknown; readonly errors?: unknown; readonly errno?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].flatMap((one) => (typeof one === 'object' && one !== null ? (codeOf(one) ?? []) : []));
  const own = [code, errno].filter((one): one is string => typeof one === 'string' && /^[A-Z][A-Z0-9_]+$/.test(one));
  return [...own, ...inner].find((one) => one in words) ?? own[0] ?? inner[0];
}

/** Nodemailer says the code at the beginning of its message only where the socket had it. */
const codeIn = (text: string): string | undefined => Object.keys(words).find((code) => new RegExp(`\\b${code}\\b`).test(text));

/** Where it was that nobody listened, as far as the error says it. */
function whereOf(error: unknown, text: string): string {
  const { address, port } = error as { readonly address?: unknown; readonly port?: unknown };
  if (typeof address === 'string') return typeof port === 'number' ? `${address.includes(':') ? `[${address}]` : address}:${port}` : address;
  return /(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+):\d+/.exec(text)?.[0] ?? 'that address';
}
