import type { Permission } from '@countersign/contracts/platform';
import { AbilityBuilder, createMongoAbility, type ForcedSubject, type MongoAbility } from '@casl/ability';

/** Who asks: a member with the permissions that their roles add up to. */
export interface AbilityActor {
  readonly memberId: string;
  readonly permissions: readonly Permission[];
}

/** What is looked at when the question is about one request. */
export interface RequestSubject {
  readonly requesterId: string;
  /** Past and present candidates of its tasks. */
  readonly candidateIds: readonly string[];
  readonly ended: boolean;
}

/** What is looked at when the question is about one task. */
export interface TaskSubject {
  readonly requesterId: string;
  /** Whether its step lets whoever made the request be one of those who sign. */
  readonly requesterMaySign: boolean;
  readonly candidateIds: readonly string[];
}

export type Abilities =
  | ['read' | 'revise' | 'withdraw', 'Request' | (RequestSubject & ForcedSubject<'Request'>)]
  | ['decide' | 'add_signer', 'Task' | (TaskSubject & ForcedSubject<'Task'>)];
export type AppAbility = MongoAbility<Abilities>;
export type Rules = AbilityBuilder<AppAbility>;

export const newRules = (): Rules => new AbilityBuilder<AppAbility>(createMongoAbility);
