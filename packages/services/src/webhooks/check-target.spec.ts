import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, publicLookup } from './check-target.part.js';

describe('what counts as a public address', () => {
  it.each(['::127.0.0.1', '::7f00:1', '::a9fe:a9fe', '::808:808', '::', '::1', '168.63.129.16', '::ffff:168.63.129.16', '64:ff9b::a00:1', '10.0.0.1'])('%s does not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(['8.8.8.8', '168.63.129.17', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s does', (address) => {
    expect(isPublicAddress(address)).toBe(true);
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
