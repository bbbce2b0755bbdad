import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, listConnections } from '@countersign/contracts/connections';
import { expectRefusal, holdsItsContract, keptRows, openHttpWorld, plainConnection, plainMailServer, pointersOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const bodyOf = (change: object = {}) => ({ name: `Bank ${(count += 1)}`, baseUrl: 'https://bank.example.com/v2', ...plainConnection, ...change });
const ready = () => ({ by: world.company.admin, input: { body: bodyOf({ auth: { kind: 'api_key', header: 'X-Api-Key' }, secret: 'sk_live_0123' }) } });
holdsItsContract({ operation: createConnection, world: () => world, ready });

const refused = async (change: object, code: 'invalid_input' | 'target_not_allowed' | 'form_invalid') => pointersOf(await expectRefusal(world, createConnection, { body: bodyOf(change) }, { by: world.company.admin }, code));

describe('201', () => {
  it('keeps the secret sealed, and says it to nobody: not in the answer, the list, the audit or the rows (row:D1 row:E1)', async () => {
    const { admin } = world.company;
    const secret = 'sk_live_kept_to_itself';
    const made = await admin.call(createConnection, { body: bodyOf({ auth: { kind: 'api_key', header: 'X-Api-Key' }, secret }) });
    expect(made).toMatchObject({ hasSecret: true, revision: 1, pausedAt: null });
    const [kept] = await world.api.database.look<{ row: string; audit: string }>(
      "select (select c::text || encode(c.sealed_secret, 'escape') from app.connections c where c.id = $1::uuid) as row, (select convert_from(canonical, 'UTF8') from app.audit_entries where subject_id = $1::text) as audit", [made.id]);
    expect(kept?.audit).toContain('bank.example.com');
    for (const text of [JSON.stringify(made), JSON.stringify(await admin.call(listConnections, { query: {} })), kept?.row, kept?.audit]) expect(text).not.toContain(secret);
  });

  it('is seen by nobody of another company, who may have one of the same name (row:F1)', async () => {
    const body = bodyOf({ name: 'Same name' });
    await world.company.admin.call(createConnection, { body });
    await world.foreigner.call(createConnection, { body });
    expect((await world.foreigner.call(listConnections, { query: {} })).items.map(({ name }) => name)).toEqual(['Same name']);
  });
});

describe('409', () => {
  it('refuses a name that is taken (row:D1)', async () => {
    await world.company.admin.call(createConnection, { body: bodyOf({ name: 'Taken' }) });
    await expectRefusal(world, createConnection, { body: bodyOf({ name: 'Taken' }) }, { by: world.company.admin }, 'name_taken');
  });
});

describe('422', () => {
  it.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://[::1]/', 'http://[::ffff:10.0.0.1]/', 'http://169.254.169.254/latest', 'http://localhost:9/', 'https://user:word@bank.example.com/', 'http://10.0.0.8/', 'http://[64:ff9b::a00:1]/', 'http://127.0.0.1./',
  ])('refuses the address %s, in whatever spelling, also as the address of tokens (row:D1)', async (url) => {
    expect(await refused({ baseUrl: url }, 'target_not_allowed')).toEqual(['/body/baseUrl']);
    expect(await refused({ auth: { kind: 'oauth_client_credentials', tokenUrl: url, clientId: 'us', scope: null }, secret: 'secret-word' }, 'target_not_allowed')).toEqual(['/body/auth/tokenUrl']);
  });

  it('refuses addresses of tokens and of allowing that are spoken to in the clear: the client’s secret and codes would be seen on the way (row:D1)', async () => {
    const auth = { kind: 'oauth_client_credentials', tokenUrl: 'https://id.example.com/token', clientId: 'us', scope: null };
    const before = await keptRows(world.api.database);
    expect(await refused({ auth: { ...auth, tokenUrl: 'http://id.example.com/token' }, secret: 'secret-word' }, 'target_not_allowed')).toEqual(['/body/auth/tokenUrl']);
    expect(await refused({ auth: { ...auth, grant: { authorizeUrl: 'http://id.example.com/auth', issuer: null } }, secret: 'secret-word' }, 'target_not_allowed')).toEqual(['/body/auth/grant/authorizeUrl']);
    expect(await keptRows(world.api.database)).toEqual(before);
  });

  it('refuses a secret that is missing, or that nothing uses, and headers that say how a message is sent (row:D1)', async () => {
    expect(await refused({ auth: { kind: 'api_key', header: 'X-Api-Key' } }, 'invalid_input')).toEqual(['/body/secret']);
    expect(await refused({ secret: 'for-nothing' }, 'invalid_input')).toEqual(['/body/secret']);
    expect(await refused({ auth: { kind: 'api_key', header: 'Transfer-Encoding' }, secret: 'secret-word' }, 'invalid_input')).toEqual(['/body/auth/header']);
    expect(await refused({ idempotency: { header: 'Host', honoured: true } }, 'invalid_input')).toEqual(['/body/idempotency/header']);
    for (const tail of ['?key=1', '?', '#', '#part']) expect(await refused({ baseUrl: `https://bank.example.com/v2${tail}` }, 'invalid_input')).toEqual(['/body/baseUrl']);
  });

  it.each([[{ type: 'object', properties: { id: { type: 'string', pattern: '^(a+)+$' } } }], [{ $ref: '#' }], [{ type: 'object', properties: { id: { format: 'email' } } }], [{ type: 'array', uniqueItems: true }]])('refuses the schema %j, whose work on an answer has no bound (row:D3)', async (replySchema) => {
    expect(await refused({ replySchema }, 'form_invalid')).toEqual(['/body/replySchema']);
  });
});

describe('a mail server', () => {
  const mailBody = (change: object = {}) => ({ ...bodyOf(), ...plainMailServer, baseUrl: 'smtp://mail.example.com:587', auth: { kind: 'basic', username: 'us' }, secret: 's3cret-password', ...change });
  const refusedMail = async (change: object, code: 'invalid_input' | 'target_not_allowed' = 'invalid_input') => pointersOf(await expectRefusal(world, createConnection, { body: mailBody(change) }, { by: world.company.admin }, code));

  it('is connected with whom mails are from, and its password is kept sealed (row:D1)', async () => {
    const made = await world.company.admin.call(createConnection, { body: mailBody() as never });
    expect(made).toMatchObject({ kind: 'smtp', mail: plainMailServer.mail, baseUrl: 'smtp://mail.example.com:587', hasSecret: true });
    expect(JSON.stringify(made)).not.toContain('s3cret-password');
  });

  it.each(['smtp://127.0.0.1:25', 'smtp://2130706433:25', 'smtp://0x7f.1:25', 'smtp://[::1]:25', 'smtp://[::ffff:10.0.0.1]:25', 'smtp://localhost:25', 'smtp://169.254.169.254:25', 'smtp://256.256.256.256:25', 'smtp://1.2.3.4.5.6.7:25', 'smtp://a%b:25', 'smtp://a%00b.example:25'])('is not %s, in whatever spelling (row:D1)', async (baseUrl) => {
    expect(await refusedMail({ baseUrl }, 'target_not_allowed')).toEqual(['/body/baseUrl']);
  });

  it('is not connected by what would not hold: no port, no TLS for a password, keys, questions, another way of signing in, or an address that breaks a command (row:C2 row:D1)', async () => {
    for (const baseUrl of ['smtp://mail.example.com', 'https://mail.example.com:587', 'smtp://us:word@mail.example.com:587', 'smtp://mail.example.com:587/inbox']) expect(await refusedMail({ baseUrl })).toEqual(['/body/baseUrl']);
    expect(await refusedMail({ mail: { tls: 'none', from: 'a@example.com' } })).toEqual(['/body/mail/tls']);
    expect(await refusedMail({ mail: { tls: 'starttls', from: 'a@example.com\r\nBcc: b@example.com' } })).toEqual(['/body/mail/from']);
    expect(await refusedMail({ mail: undefined })).toEqual(['/body/mail']);
    expect(await refusedMail({ kind: 'http' })).toEqual(['/body/mail']);
    expect(await refused({ baseUrl: 'smtp://mail.example.com:587' }, 'invalid_input')).toEqual(['/body/baseUrl']);
    expect(await refusedMail({ idempotency: { header: 'Message-ID', honoured: true } })).toEqual(['/body/idempotency/honoured']);
    expect(await refusedMail({ lookUpPath: '/acts/{key}' })).toEqual(['/body/lookUpPath']);
    expect(await refusedMail({ replySchema: {} })).toEqual(['/body/replySchema']);
    expect(await refusedMail({ auth: { kind: 'api_key', header: 'X-Api-Key' } })).toEqual(['/body/auth']);
    expect(await refusedMail({ secret: undefined })).toEqual(['/body/secret']);
  });
});
