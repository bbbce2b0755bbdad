import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookEndpoint, listWebhookEndpoints } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';
import { randomBytes } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld({ allowedWebhookHosts: ['127.0.0.1:4399'] });
});
afterAll(() => world.close());

let count = 0;
const body = (url = 'https://hooks.example.com/in') => ({ name: `Endpoint ${(count += 1)}`, url });
holdsItsContract({ operation: createWebhookEndpoint, world: () => world, ready: () => ({ by: world.company.admin, input: { body: body() } }) });

const everything = "select string_agg(dump, ' ') as kept from (select t::text as dump from app.webhook_endpoints t union all select t::text from app.webhook_secrets t union all select t::text from app.idempotency_keys t union all select convert_from(t.canonical, 'UTF8') from app.audit_entries t) all_rows";
const keptText = async () => (await world.api.database.look<{ kept: string }>(everything))[0]?.kept ?? '';

describe('201', () => {
  it('shows the secret once, keeps it sealed and never lists it (row:D1 row:D2)', async () => {
    const own = `whsec_${randomBytes(24).toString('base64')}`;
    const [made, brought] = [await world.company.admin.call(createWebhookEndpoint, { body: body() }), await world.company.admin.call(createWebhookEndpoint, { body: { ...body(), secret: own } })];
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(brought.secret).toBe(own);
    const listed = await sendRaw(world.api.baseUrl, listWebhookEndpoints, { query: {} }, { by: world.company.admin });
    const kept = await keptText();
    expect(kept).toContain(made.id);
    for (const { secret } of [made, brought]) {
      const plain = secret.slice('whsec_'.length);
      const spellings = [plain, Buffer.from(plain).toString('hex'), Buffer.from(plain, 'base64').toString('hex')];
      for (const text of spellings) expect(`${kept} ${listed.text}`).not.toContain(text);
    }
  });

  it('takes what the operator allows although it is not public, port and all (row:D2)', async () => {
    await expect(world.company.admin.call(createWebhookEndpoint, { body: body('http://127.0.0.1:4399/hook') })).resolves.toMatchObject({ url: 'http://127.0.0.1:4399/hook' });
  });
});

describe('409', () => {
  it('refuses a name that is taken here, and takes it in another company (row:F1)', async () => {
    const taken = { ...body(), name: 'Accounting' };
    await expectRefusal(world, createWebhookEndpoint, { body: taken }, { by: world.company.admin }, 'name_taken');
    await expect(world.foreigner.call(createWebhookEndpoint, { body: taken })).resolves.toMatchObject({ name: 'Accounting' });
  });
});

describe('422', () => {
  it('refuses private, loopback, link-local and metadata addresses in whatever spelling (row:D2)', async () => {
    const targets = [
      'http://127.0.0.1/', 'http://127.0.0.1:4398/', 'http://127.1/', 'http://2130706433/', 'http://0177.0.0.1/', 'http://0x7f.0.0.1/', 'http://0x7f000001/', 'http://017700000001/', 'http://127.0.0.1./', 'http://0/', 'http://0.0.0.0/',
      'http://10.0.0.1/', 'http://172.16.0.1/', 'http://192.168.1.1/', 'http://3232235777/', 'http://100.64.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/',
      'http://[::1]/', 'http://[::]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[0:0:0:0:0:ffff:a9fe:a9fe]/', 'http://[fe80::1]/', 'http://[fd00::1]/', 'http://[fc00::1]/', 'http://[64:ff9b::7f00:1]/', 'http://[64:ff9b::169.254.169.254]/', 'http://[2002:7f00:1::]/', 'http://[ff02::1]/', 'http://[fd00:ec2::254]/',
      'http://224.0.0.1/', 'http://255.255.255.255/', 'http://localhost/', 'http://LOCALHOST:8080/', 'http://a.localhost/', 'http://localhost./', 'http://①②⑦.⓪.⓪.①/', 'https://user:secret@hooks.example.com/', 'http://127.0.0.1:4399@10.0.0.1/',
    ];
    for (const url of targets) {
      const answer = await expectRefusal(world, createWebhookEndpoint, { body: body(url) }, { by: world.company.admin }, 'target_not_allowed');
      expect([url, pointersOf(answer)]).toEqual([url, ['/body/url']]);
    }
  });

  it('says who may allow the address and by which setting, where one may (row:D2)', async () => {
    const said = async (url: string) => ((await expectRefusal(world, createWebhookEndpoint, { body: body(url) }, { by: world.company.admin }, 'target_not_allowed')).json.errors as { detail: string }[])[0]?.detail;
    expect(await said('http://10.0.0.8:8080/')).toBe('10.0.0.8 is not a public address. Give another address, or have whoever runs this installation name 10.0.0.8:8080 in the setting ALLOWED_WEBHOOK_HOSTS.');
    expect(await said('https://localhost/')).toMatch(/name localhost:443 in the setting ALLOWED_WEBHOOK_HOSTS/);
    expect(await said('https://user:secret@hooks.example.com/')).toBe('an address must not carry credentials. Give another address.');
  });

  it('refuses what is no web address, and secrets that are too short or too long (row:F6)', async () => {
    for (const url of ['', 'hooks.example.com', 'ftp://hooks.example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'gopher://hooks.example.com/', `https://hooks.example.com/${'x'.repeat(2000)}`]) await expectRefusal(world, createWebhookEndpoint, { body: body(url) }, { by: world.company.admin }, 'invalid_input');
    for (const secret of ['whsec_', 'secret', `whsec_${randomBytes(8).toString('base64')}`, `whsec_${randomBytes(100).toString('base64')}`]) await expectRefusal(world, createWebhookEndpoint, { body: { ...body(), secret } }, { by: world.company.admin }, 'invalid_input');
  });
});
