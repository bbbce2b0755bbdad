import { describe, expect, test } from '@jest/globals';
import { readSettings } from './read-settings.js';

describe('the settings', () => {
  test('have a default for everything', () => {
    const plain = { port: 4310, apiPort: 4310, dataDir: '/clone/.data', publicUrl: 'http://127.0.0.1:4310', databaseUrl: undefined, demo: true };
    expect(readSettings({}, '/clone/.data')).toEqual(plain);
    expect(readSettings({ PORT: '', COUNTERSIGN_DATA_DIR: '', COUNTERSIGN_URL: '', DATABASE_URL: '' }, '/clone/.data')).toEqual(plain);
  });

  test('follow the environment', () => {
    const env = {
      PORT: '8080',
      API_PORT: '8081',
      COUNTERSIGN_DATA_DIR: '/elsewhere',
      COUNTERSIGN_URL: 'https://sign.example/',
      DATABASE_URL: 'postgresql://admin:secret@db.example:5433/signing?sslmode=require',
      COUNTERSIGN_DEMO: 'off',
    };
    expect(readSettings(env, '/clone/.data')).toEqual({
      port: 8080,
      apiPort: 8081,
      dataDir: '/elsewhere',
      publicUrl: 'https://sign.example',
      databaseUrl: 'postgresql://admin:secret@db.example:5433/signing?sslmode=require',
      demo: false,
    });
  });

  test.each(['0', '-1', '65536', '80.5', 'http', '4310 ', '0x50'])('refuse the port %j by name, with the range', (text) => {
    expect(() => readSettings({ PORT: text }, '/d')).toThrow(/^PORT is .* should be a number from 1 to 65535\. Correct it/);
  });

  test.each(['localhost:5432', 'mysql://db/x', 'postgres://db.example', 'postgres://db.example/', '://'])(
    'refuse the database URL %j and show its form',
    (text) => {
      expect(() => readSettings({ DATABASE_URL: text }, '/d')).toThrow(/^DATABASE_URL should look like postgres:\/\/.*unset it/);
    },
  );

  test('do not repeat a wrong database URL, which may carry a password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:hunter2@db/x' }, '/d')).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }));
  });

  test('refuse a public address that is none', () => {
    expect(() => readSettings({ COUNTERSIGN_URL: 'sign.example' }, '/d')).toThrow(/^COUNTERSIGN_URL is .* should be an address/);
  });
});
