import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { showWebhook } from '@countersign/contracts/screens';
import { pauseWebhookEndpoint, previewWebhookReplay, resumeWebhookEndpoint, startWebhookReplay, stopWebhookReplay } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, sentWebhooks, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  await sentWebhooks(world.api.database, world.company, ['succeeded', 'failed']);
}, 120_000);
afterAll(() => world.close());

const endAll = () => world.api.database.look("update app.webhook_replays set state = 'stopped', ended_at = now() where state = 'running'");
beforeEach(endAll);

async function ready(only: 'all' | 'failed' = 'all') {
  await endAll();
  const params = { endpointId: world.company.endpointId };
  const { since, until, planDigest } = await world.company.admin.call(previewWebhookReplay, { params, query: { only } });
  return { by: world.company.admin, input: { params, body: { since, until, only, planDigest } } };
}
holdsItsContract({ operation: startWebhookReplay, world: () => world, ready });

describe('201', () => {
  it('writes down what is sent, in the order in which it was wanted, and shows it with its endpoint; stopped, another may begin (row:D2)', async () => {
    const { by, input } = await ready();
    const replay = await by.call(startWebhookReplay, input);
    expect(replay).toMatchObject({ state: 'running', only: 'all', progress: { waiting: 2, arrived: 0 } });
    expect((await by.call(showWebhook, { query: input.params })).data.replay).toEqual(replay);
    const rows = await world.api.database.look<{ at: Date }>('select d.created_at as at from app.replayed_deliveries i join app.webhook_deliveries d on d.id = i.delivery_id where i.replay_id = $1 order by i.position', [replay.id]);
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted((one, other) => one.getTime() - other.getTime()));
    await by.call(stopWebhookReplay, { params: { replayId: replay.id } });
    expect((await by.call(startWebhookReplay, { ...input, body: { ...input.body } })).state).toBe('running');
  });
});

describe('409', () => {
  it('refuses a second one for the same endpoint, also of two that are sent at once (row:D2)', async () => {
    const { by, input } = await ready();
    const answers = await Promise.all([1, 2, 3].map(() => sendRaw(world.api.baseUrl, startWebhookReplay, input, { by })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    await expectRefusal(world, startWebhookReplay, input, { by }, 'replay_under_way');
  });

  it('refuses what would send others than the preview said, and what would send nothing (row:D2)', async () => {
    const { by, input } = await ready('failed');
    await expectRefusal(world, startWebhookReplay, { ...input, body: { ...input.body, only: 'all' } }, { by }, 'plan_changed');
    await world.api.database.look("update app.effects set state = 'succeeded' where state = 'failed'");
    await expectRefusal(world, startWebhookReplay, input, { by }, 'plan_changed');
    await expectRefusal(world, startWebhookReplay, (await ready('failed')).input, { by }, 'nothing_to_replay');
  });

  it('refuses while the endpoint is paused (row:D2)', async () => {
    const { by, input } = await ready();
    await by.call(pauseWebhookEndpoint, { params: input.params });
    await expectRefusal(world, startWebhookReplay, input, { by }, 'endpoint_inactive');
    await by.call(resumeWebhookEndpoint, { params: input.params });
  });
});
