import { http, off, ruleOf, services } from './rule.mjs';

const guard = 'apps/api/src/platform/contract-guard.ts';
const change = services('platform/change.ts');
const keys = http('platform/api-keys');
const revoked = http('api-keys/revoke-api-key');

/** F3 and D4: what an API key opens, and what programs can rely on. */
export const keyRules = [
  ruleOf(['F3', 'key-closed-to-persons-things'], 'No key does what a person does for themselves, or gives rights by.', [off(guard, "if (scope === null) throw new Refusal('not_for_api_keys');", 'if (scope === null) return;')], { [keys]: ['is no sign-in, session, factor, key, role or invitation, and no screen'] }),
  ruleOf(['F3', 'key-names-what-it-opens'], 'A key opens what it names.', [off(guard, "if (!member?.permissions.includes(scope)) throw permissionDenied(scope, 'key');", '')], { [keys]: ['is nothing but what it names'] }),
  ruleOf(['F3', 'key-beside-a-session'], 'Whoever shows a key shows no session.', [off(guard, 'if (showsSession(headers.cookie ?? null, publicUrl)) throw', 'if (publicUrl === null) throw')], { [keys]: ['is refused, whichever of them is good'] }),
  ruleOf(['F3', 'key-looked-up-where-it-acts'], 'A key that was seen before is looked up where it acts.', [off(change, 'if (caller.remembered) return confirmSession(tx, caller, memberId);', 'if (caller.remembered) { caller.remembered.confirmed = true; return; }')], { [revoked]: ['waits for a change that is under way with the key; one that waits behind it is refused and leaves nothing'] }),
  ruleOf(['F3', 'key-has-keys-of-its-own'], 'Idempotency-Keys of a key are its own.', [off(change, 'actorId: apiKey?.id ?? userId', 'actorId: apiKey ? userId : userId')], { [keys]: ['has Idempotency-Keys of its own'] }),
  ruleOf(['F3', 'key-recorded'], 'What is done with a key is recorded with it.', [off(change, '...(apiKey ? { apiKeyId: apiKey.id } : { sessionId })', 'sessionId')], { [keys]: ['is recorded as its member’s, by the key, through the API'] }),
  ruleOf(['F3', 'key-names-what-its-maker-may'], 'A key names nothing that its maker may not do.', [off(services('api-keys/create-api-key.service.ts'), 'if (missing) throw permissionDenied(missing);', '')], { [http('api-keys/create-api-key')]: ['names nothing that its maker may not do'] }),
  ruleOf(['F3', 'key-of-another'], 'Nobody ends a key of another without the right to.', [off(services('api-keys/revoke-api-key.service.ts'), 'if (!row || !mayRevoke(row, actor))', 'if (!row)')], { [revoked]: ['ends nobody else’s key for whoever may not'] }),
  ruleOf(['D4', 'key-has-a-limit'], 'A key calls so often and no more.', [off('apps/api/src/platform/call-limits.ts', 'const short = before.find(({ left }) => left < 1) ?? null;', 'const short = before.find(({ left }) => left < -1e9) ?? null;')], { [http('platform/call-limits')]: ['are refused beyond the limit of the key'] }),
  ruleOf(['D4', 'stale-is-refused'], 'A change by another state than the one that is there is refused.', [off(services('platform/entity-tag.ts'), 'if (matchesStrongly(ifMatch, tag)) return;', 'if (tag !== null) return;')], { [http('app/api-guide')]: ['does what it says'] }),
  ruleOf(['D4', 'if-match-not-overlooked'], 'A call whose If-Match nobody looks at is refused.', [off(guard, 'if (!ifMatch) throw', 'if (ifMatch === null) throw')], { [http('roles/create-role')]: [] }),
  ruleOf(['D4', 'key-speaks-its-version'], 'A key speaks the version that it was made in.', [off('apps/api/src/platform/api-version.ts', 'if (isApiVersion(pinned)) return pinned;', 'if (isApiVersion(pinned)) return currentApiVersion;')], { [http('platform/api-version')]: ['of a key is answered in the version that was current when the key was made'] }),
];
