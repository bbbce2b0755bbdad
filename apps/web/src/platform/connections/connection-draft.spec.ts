import { describe, expect, it } from '@jest/globals';
import { createConnection, type ConnectionView } from '@countersign/contracts/connections';
import { bodyOf, draftOf, fieldOf, firstDraft, leadingTo, type ConnectionDraft } from './connection-draft.js';

const filled = { ...firstDraft, name: ' Bank ', baseUrl: 'https://bank.example.com/v2' };
const read = (change: Partial<ConnectionDraft> = {}, hasSecret = false) => bodyOf({ ...filled, ...change }, hasSecret);
const problems = (change: Partial<ConnectionDraft>, hasSecret = false) => {
  const found = read(change, hasSecret);
  return 'problems' in found ? found.problems.map(({ field }) => field) : [];
};

describe('the form of a connection (row:D1)', () => {
  it('begins with what most systems do and with keys that nobody is known to honour, and says that as the contract wants it', () => {
    const found = read();
    expect(found).toEqual({ body: {
      name: 'Bank', baseUrl: 'https://bank.example.com/v2', auth: { kind: 'none' }, idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: null, order: 'none',
      limits: { attemptsMax: 8, connectMs: 3000, headersMs: 5000, bodyMs: 5000, replyBytesMax: 100_000, perSecond: null }, replySchema: null, onDrift: 'quarantine', encoding: 'json',
    } });
    expect('body' in found && createConnection.body?.safeParse(found.body).success).toBe(true);
  });

  it.each([
    { kind: 'api_key', header: 'X-Api-Key' }, { kind: 'basic', username: 'us' }, { kind: 'hmac', header: 'X-Signature' },
    { kind: 'oauth_client_credentials', tokenUrl: 'https://id.example.com/token', clientId: 'us', scope: null },
    { kind: 'oauth_client_credentials', tokenUrl: 'https://id.example.com/token', clientId: 'us', scope: 'payments read' },
  ] as const)('gives back what was saved of %j, and keeps a secret that is not typed anew', (auth) => {
    const saved: ConnectionView = {
      id: '', name: 'Bank', baseUrl: 'https://bank.example.com', auth, idempotency: { header: 'X-Key', honoured: false }, lookUpPath: '/acts/{key}', order: 'request', onDrift: 'tolerate', encoding: 'form',
      limits: { attemptsMax: 2, connectMs: 100, headersMs: 1500, bodyMs: 60_000, replyBytesMax: 1500, perSecond: 4 }, replySchema: { type: 'object' }, hasSecret: true, revision: 3, pausedAt: null, changedAt: '',
    };
    const { id: _, hasSecret: _secret, revision: _revision, pausedAt: _paused, changedAt: _changed, ...body } = saved;
    expect(bodyOf(draftOf(saved), true)).toEqual({ body });
    expect(bodyOf({ ...draftOf(saved), secret: 'another' }, true)).toEqual({ body: { ...body, secret: 'another' } });
  });

  it('says of a mail server what mails need, and nothing of calls; what was saved of one comes back as it was', () => {
    const found = read({ ...leadingTo('smtp'), host: 'mail.example.com', username: 'us', secret: 's3cret', from: 'approvals@example.com' });
    expect(found).toMatchObject({ body: { kind: 'smtp', baseUrl: 'smtp://mail.example.com:587', mail: { tls: 'starttls', from: 'approvals@example.com' }, auth: { kind: 'basic', username: 'us' }, idempotency: { header: 'Message-ID', honoured: false }, secret: 's3cret' } });
    expect('body' in found && createConnection.body?.safeParse(found.body).success).toBe(true);
    const { secret: _, ...body } = 'body' in found ? found.body : { secret: '' };
    expect(bodyOf(draftOf({ ...(body as ConnectionView), id: '', hasSecret: true, revision: 1, pausedAt: null, changedAt: '' }), true)).toEqual({ body });
    expect(problems({ ...leadingTo('smtp'), port: '70000' })).toEqual(['host', 'from', 'username', 'secret', 'port']);
    expect([fieldOf('/body/baseUrl', 'smtp'), fieldOf('/body/baseUrl'), fieldOf('/body/mail/tls')]).toEqual(['host', 'baseUrl', 'tls']);
  });

  it('says of a chat where it is, and its address as the secret; one that is kept need not be typed anew', () => {
    const found = read({ ...leadingTo('chat'), format: 'teams', secret: ' https://hooks.example.com/services/x?sig=1 ' });
    expect(found).toMatchObject({ body: { kind: 'chat', chat: { format: 'teams' }, baseUrl: 'https://hooks.example.com', secret: 'https://hooks.example.com/services/x?sig=1', auth: { kind: 'none' } } });
    expect('body' in found && createConnection.body?.safeParse(found.body).success).toBe(true);
    const { secret: _, ...body } = 'body' in found ? found.body : { secret: '' };
    expect(bodyOf(draftOf({ ...(body as ConnectionView), id: '', hasSecret: true, revision: 1, pausedAt: null, changedAt: '' }), true)).toEqual({ body });
    expect(problems({ ...leadingTo('chat'), secret: 'nowhere' })).toEqual(['secret']);
  });

  it('says at each field what is missing or no number', () => {
    expect(problems({ name: ' ', baseUrl: '', keyHeader: '' })).toEqual(['name', 'baseUrl', 'keyHeader']);
    expect(problems({ kind: 'oauth_client_credentials' })).toEqual(['tokenUrl', 'clientId', 'secret']);
    expect(problems({ kind: 'basic', username: 'us' }, true)).toEqual([]);
    expect(problems({ attemptsMax: '21', connectSeconds: '0.05', headersSeconds: 'soon', bodySeconds: '61', replyKilobytes: '1001', perSecond: '0' })).toEqual(['attemptsMax', 'connectSeconds', 'headersSeconds', 'bodySeconds', 'replyKilobytes', 'perSecond']);
    expect(problems({ attemptsMax: '1.5', connectSeconds: '0,1' })).toEqual(['attemptsMax']);
    expect([problems({ replySchema: '{' }), problems({ replySchema: '[]' }), problems({ replySchema: '{}' })]).toEqual([['replySchema'], ['replySchema'], []]);
  });

  it.each([
    ['/body/name', 'name'], ['/body/auth/tokenUrl', 'tokenUrl'], ['/body/auth', 'kind'], ['/body/secret', 'secret'], ['/body/limits/connectMs', 'connectSeconds'], ['/body/replySchema/properties', 'replySchema'], ['/body/idempotency/header', 'keyHeader'], ['/body/revision', null],
  ])('shows what the server found at %s with its field', (pointer, field) => expect(fieldOf(pointer)).toBe(field));
});
