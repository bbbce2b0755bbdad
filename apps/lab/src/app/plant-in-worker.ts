/**
 * The planted faults of the campaigns of effects and of messages, loaded into the process of a worker or of the API by `--import …?<name>`: each edits one built file as it is
 * loaded. The product's code knows nothing of it; a place that is not there any more ends the process, so that a fault cannot be missing unseen.
 */
import { registerHooks } from 'node:module';

interface Plant {
  readonly file: string;
  readonly what: string;
  readonly by: string;
}

const plants: { readonly [name: string]: Plant } = {
  /** Every attempt has a key of its own. */
  'new-key': { file: '/services/dist/effects/make-call-effect.part.js', what: '`eff_${effectId}`', by: '`eff_${effectId}_${Math.random()}`' },
  /** Who has lost an effect to another still says how it ended. */
  'no-fence': { file: '/database/dist/effects/effect-run.repository.js', what: "seen_records = $9\n          where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running' returning id", by: 'seen_records = $9\n          where tenant_id = $1 and id = $2 and $3::int > 0 returning id' },
  /** What may have been done is called again, whatever the receiver honours. */
  blind: { file: '/services/dist/effects/make-call-effect.part.js', what: 'const asksFirst = effect.inDoubt && !settings.idempotency.honoured', by: 'const asksFirst = effect.inDoubt && false' },
  /** What came before is not known again. */
  'no-dedup': { file: '/database/dist/webhook-sources/inbound-message.repository.js', what: 'message.messageId,\n            message.at', by: '`${message.messageId}#${Math.random()}`.slice(0, 200),\n            message.at' },
  /** Says that a message is kept, and keeps it a second later. */
  'answer-first': { file: '/api/dist/webhook-sources/receive-inbound-message.controller.js', what: 'return this.service.run(call);', by: "setTimeout(() => void this.service.run(call).catch(() => undefined), 1000); return { id: call.input.params.sourceId, messageId: String(call.signed.headers['webhook-id']) };" },
};

const name = new URL(import.meta.url).search.slice(1);
const plant = plants[name];
if (!plant) throw new Error(`There is no planted fault “${name}”.`);
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(plant.file)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(plant.what)) throw new Error(`The place of the planted fault “${name}” is not there any more.`);
    return { ...loaded, source: source.replace(plant.what, () => plant.by) };
  },
});
