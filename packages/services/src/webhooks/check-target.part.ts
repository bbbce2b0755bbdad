import { Refusal } from '@countersign/contracts/platform';
import ipaddr from 'ipaddr.js';
import { lookup as lookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** A target that may not be called: private, loopback, link-local and metadata addresses, in whatever spelling. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
  /** `host`: the host and port that the operator could allow; left out where nothing allows it. */
  constructor(message: string, readonly host?: string) {
    super(message);
  }
}

/** A cloud's own platform address, which looks public and answers only inside (Microsoft Azure, "What is IP address 168.63.129.16?"). */
const cloudMetadataAddress = '168.63.129.16';

/** What IANA has given out for addresses of the public Internet (RFC 4291, section 2.4). Anything else is no one's yet, or of one network. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** The interface identifiers of ISATAP (RFC 5214, section 6.1): the last half says which IPv4 address it is tunnelled to, whatever the network before it. */
const tunnelIdentifiers = [0x0000, 0x0200];
const isTunnelled = ({ parts }: ipaddr.IPv6) => tunnelIdentifiers.includes(parts[4] ?? 0) && parts[5] === 0x5efe;

/** Whether an address on the public Internet is meant. IPv4 mapped into IPv6 is judged as what it carries; what else carries IPv4 (NAT64, 6to4, Teredo, ISATAP) is never public. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && parsed.toString() !== cloudMetadataAddress;
  const six = parsed as ipaddr.IPv6;
  if (six.isIPv4MappedAddress()) return isPublicAddress(six.toIPv4Address().toString());
  return six.match(globalUnicast) && six.range() === 'unicast' && !isTunnelled(six);
}

const hostOf = (url: URL) => `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;

/** Whether the operator allows this host and port although it is not public. */
export const isAllowedHost = (url: URL, allowedHosts: readonly string[]) => allowedHosts.includes(hostOf(url));

/** Refuses by the URL alone what needs no look-up: other protocols, credentials in the address, and literal addresses that are not public. */
export function refuseTargetByUrl(url: URL, allowedHosts: readonly string[]): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TargetRefused('only http and https are called');
  if (url.username !== '' || url.password !== '') throw new TargetRefused('an address must not carry credentials');
  if (isAllowedHost(url, allowedHosts)) return;
  // The URL parser has turned decimal, octal and hexadecimal spellings of IPv4 into dotted ones already (WHATWG URL).
  const literal = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(literal) && !isPublicAddress(literal)) throw new TargetRefused(`${literal} is not a public address`, hostOf(url));
  if (literal === 'localhost' || literal.endsWith('.localhost')) throw new TargetRefused('localhost is not a public address', hostOf(url));
}

/** The same for where a secret is shown: over http, whoever stands in between would have it. The operator allows it by host, as for addresses that are not public. */
export function refuseSecretTargetByUrl(url: URL, allowedHosts: readonly string[]): void {
  refuseTargetByUrl(url, allowedHosts);
  if (url.protocol !== 'https:' && !isAllowedHost(url, allowedHosts)) throw new TargetRefused('what is secret would travel in the clear: it has to be an https address', hostOf(url));
}

/** One answer for a name that is not there and for one that is there and private: nobody learns the names of a network from it. Worth another try, as names change. */
export class TargetUnresolved extends Error {
  override readonly name = 'TargetUnresolved';
  constructor(hostname: string) {
    super(`${hostname} resolves to no public address`);
  }
}

/** Resolves as usual, and yields only addresses that are public: what is connected to is what was checked. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error.code === 'ENOTFOUND' ? new TargetUnresolved(hostname) : error, '');
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const first = open[0];
    if (!first) return callback(new TargetUnresolved(hostname), '');
    if (options.all === true) return callback(null, open);
    return callback(null, first.address, first.family);
  });
};

/** The same for somebody who has just written the address: refused in words, before anything is kept. */
export function refuseTarget(url: string, allowedHosts: readonly string[], pointer = '/body/url', refuse = refuseTargetByUrl): void {
  try {
    if (!URL.canParse(url)) throw new TargetRefused('it is no address');
    refuse(new URL(url), allowedHosts);
  } catch (error) {
    if (!(error instanceof TargetRefused)) throw error;
    const allowing = error.host === undefined ? '' : `, or have whoever runs this installation name ${error.host} in the setting ALLOWED_WEBHOOK_HOSTS`;
    const sentence = `${error.message}. Give another address${allowing}.`;
    throw new Refusal('target_not_allowed', { detail: `This address may not be called: ${sentence}`, errors: [{ pointer, detail: sentence }] });
  }
}
