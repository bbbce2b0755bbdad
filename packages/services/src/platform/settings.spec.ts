import { describe, expect, it } from '@jest/globals';
import { readServiceSettings } from './settings.js';

describe('the time after which a webhook endpoint is disabled', () => {
  it('is three days where nothing is said, and is refused by its name when it is no time (row:D2)', () => {
    expect(readServiceSettings({}).delivery.disableAfterMs).toBe(72 * 3_600_000);
    expect(readServiceSettings({ WEBHOOK_DISABLE_AFTER_HOURS: '0.5' }).delivery.disableAfterMs).toBe(1_800_000);
    for (const text of ['0', '-1', 'soon', '8761']) expect(() => readServiceSettings({ WEBHOOK_DISABLE_AFTER_HOURS: text })).toThrow('WEBHOOK_DISABLE_AFTER_HOURS');
  });
});

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
