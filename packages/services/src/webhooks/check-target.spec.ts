import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, publicLookup, refuseTargetByUrl, TargetRefused } from './check-target.part.js';

describe('what counts as a public address', () => {
  it.each(['::127.0.0.1', '::7f00:1', '::a9fe:a9fe', '::808:808', '::', '::1', '168.63.129.16', '::ffff:168.63.129.16', '64:ff9b::a00:1', '10.0.0.1', '::5efe:7f00:1', '::200:5efe:7f00:1', '2001:4860::5efe:7f00:1', '2001:4860::200:5efe:808:808', '2002:7f00:1::1', '2001:0:7f00:1::1', '2001:db8::1', 'fec0::1', 'fe80::1', 'fc00::1', '100::1', '4000::1', '5f00::1', '1fff::1', 'e000::1'])('%s does not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['8.8.8.8', '168.63.129.17', '2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450:4001:81b::5efe', '2c0f:fff0::1', '::ffff:8.8.8.8'])('%s does', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a URL', () => {
  it.each(['http://[::5efe:7f00:1]/', 'https://[2001:4860::5efe:7f00:1]:8443/x', 'http://[::ffff:127.0.0.1]/', 'http://2130706433/', 'http://0x7f.1/'])('of %s is refused before anything is looked up (row:D2)', (url) => {
    expect(() => refuseTargetByUrl(new URL(url), [])).toThrow(TargetRefused);
  });
});

describe('a name that resolves to no public address', () => {
  const problemOf = (hostname: string) => new Promise<string | undefined>((resolve) => publicLookup(hostname, {}, (error) => resolve(error?.message)));
  it('gets one sentence, whether it is there or not (row:D2)', async () => {
    expect(await problemOf('localhost')).toBe('localhost resolves to no public address');
    // RFC 2606: never registered. A label over 63 octets cannot even be asked for.
    const nowhere = `${'x'.repeat(64)}.invalid`;
    expect(await problemOf(nowhere)).toBe(`${nowhere} resolves to no public address`);
  });
});
