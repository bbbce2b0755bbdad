import { describe, expect, it } from '@jest/globals';
import { readServiceSettings } from './settings.js';

describe('the factor of tries', () => {
  it('loosens what is counted per network address and what one person makes, nothing that is tried on an account, and leaves one try at least (row:F6)', () => {
    const plain = readServiceSettings({}).limits;
    const loose = readServiceSettings({ TRIES_PER_ADDRESS_FACTOR: '10' }).limits;
    expect(loose.signInsPerAddress.max).toBe(plain.signInsPerAddress.max * 10);
    expect([loose.companiesPerUser.max, loose.picturesPerUser.max]).toEqual([100, 200]);
    expect([loose.signInsPerAccount, loose.signInsPerAccountAndAddress]).toEqual([plain.signInsPerAccount, plain.signInsPerAccountAndAddress]);
    expect(readServiceSettings({ TRIES_PER_ADDRESS_FACTOR: '0.001' }).limits.signUpsPerAddress.max).toBe(1);
  });

  it('is refused when it is no number above 0, by its name', () => {
    for (const text of ['0', '-1', 'many', 'Infinity', '']) expect(() => readServiceSettings({ TRIES_PER_ADDRESS_FACTOR: text })).toThrow('TRIES_PER_ADDRESS_FACTOR');
  });
});
