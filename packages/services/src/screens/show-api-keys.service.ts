import { keyScopes, type KeyScope } from '@countersign/contracts/platform';
import { apiKeysShownMax, type ApiKeysScreen, type showApiKeys } from '@countersign/contracts/screens';
import { apiKeyViewOf, seesEverybodysKeys } from '../api-keys/index.js';
import { permissionGroups } from '../roles/index.js';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

const isScope = (permission: string): permission is KeyScope => (keyScopes as readonly string[]).includes(permission);

const scopesShown = ({ permissions }: Pick<Actor, 'permissions'>): ApiKeysScreen['data']['scopes'] =>
  permissionGroups.flatMap((group) => group.permissions.flatMap(({ permission, sentence }) => (isScope(permission) ? [{ permission, sentence, held: permissions.includes(permission), group: group.name }] : [])));

/** Draws one's keys. */
export class ShowApiKeysService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showApiKeys>): Promise<ApiKeysScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    const first = { limit: apiKeysShownMax, after: null };
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, own, all] = await Promise.all([frameOf(tx, actor, now), tx.apiKeys.list(actor.memberId, first), seesEverybodysKeys(actor) ? tx.apiKeys.list(null, first) : null]);
      const others = all?.items.filter(({ member }) => member.memberId !== actor.memberId).map((row) => apiKeyViewOf(row, actor, now)) ?? null;
      return withPictures(tx, { ...frame, data: { keys: own.items.map((row) => apiKeyViewOf(row, actor, now)), others, scopes: scopesShown(actor) } });
    });
  }
}
