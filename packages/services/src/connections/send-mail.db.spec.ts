import { openTestMailServer, plainMailServer, type TestMailServer } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendMail } from './send-mail.part.js';

let server: TestMailServer;
beforeAll(async () => {
  server = await openTestMailServer();
});
afterAll(() => server.close());

const mail = { to: ['vendor@example.org'], subject: 'Approved', text: 'Chairs', messageId: '<eff_1@example.com>' };
const send = (hold?: () => Promise<number | null>) => sendMail(mail, { settings: { baseUrl: `smtp://${server.host}`, ...plainMailServer, limits: { ...plainMailServer.limits, headersMs: 5_000, bodyMs: 5_000 } }, credential: null, allowedHosts: [server.host], at: new Date(), hold });
const never = { kind: 'not_sent', problem: expect.stringContaining('too late') };

/** Stands still, the whole process, as one that was paused. */
const standStill = (forMs: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);

describe('a mail that comes to be handed over after it may have been taken over', () => {
  it('is not spoken of to the mail server, and is known not to have been handed over (row:C2)', async () => {
    for (const held of [performance.now() - 1, null]) {
      const outcome = await send(() => Promise.resolve(held));
      expect([outcome, server.mails]).toEqual([expect.objectContaining(never), []]);
      expect(outcome.request.body).not.toContain('MAIL FROM');
    }
  });

  it('is not handed over though the server asks for it: the time is looked at once more, right then (row:C2)', async () => {
    server.plan({ at: 'to', does: () => Promise.resolve(standStill(400)) });
    expect([await send(() => Promise.resolve(performance.now() + 300)), server.mails]).toEqual([expect.objectContaining(never), []]);
  });

  it('is not handed over where it cannot be told whether it is held (row:C2)', async () => {
    expect([await send(() => Promise.reject(new Error('the database is gone'))), server.mails]).toEqual([expect.objectContaining({ kind: 'not_sent' }), []]);
  });

  it('is handed over while it is held, or where nobody could take it over (row:C2)', async () => {
    expect([(await send(() => Promise.resolve(performance.now() + 10_000))).kind, (await send()).kind, server.mails.length]).toEqual(['taken', 'taken', 2]);
  });
});
