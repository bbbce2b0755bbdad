import type { EditedDefinition } from '@countersign/contracts/workflows';

/** A step of a workflow, with names where the product has ids: of roles, groups, members, endpoints and connections. */
export type NamedStep = EditedDefinition['steps'][number];

export interface ScenarioPerson {
  readonly roles: readonly string[];
  readonly group?: string;
  readonly manager?: string;
}

export interface ScenarioType {
  readonly immaterialFields?: readonly string[];
  readonly steps: readonly NamedStep[];
}

/** A company as its admin sets it up. It has an endpoint “Accounting” and a connection “Bank”; both lead to systems of the test. */
export interface ScenarioCompany {
  /** Besides the starting ones; each may see what it is asked about, and decide. */
  readonly roles: readonly string[];
  /** By name; the admin and whoever submits are among them where they act. */
  readonly people: Readonly<Record<string, ScenarioPerson>>;
  /** How much a role may approve, in euros. */
  readonly limits?: Readonly<Record<string, string>>;
  /** Whether the bank tells twins apart by the key; it does where this is left out. */
  readonly bankHonoursKeys?: boolean;
  readonly types: Readonly<Record<string, ScenarioType>>;
}

interface By {
  /** Whoever acts: a person, or an API key by its name. */
  readonly by: string;
}

/** One act, as somebody carries it out over HTTP; what is worked, read or passes is nobody's act. `request` names what was submitted under that name. */
export type Act =
  | (By & { readonly does: 'submit'; readonly type: string; readonly request: string; readonly amount: string; readonly note?: string })
  | (By & { readonly does: 'revise'; readonly request: string; readonly amount: string; readonly note?: string })
  | (By & { readonly does: 'approve' | 'reject' | 'request_changes'; readonly request: string; readonly reason?: string; readonly inPlaceOf?: string })
  | (By & { readonly does: 'revoke'; readonly request: string; readonly step: string; readonly reason: string })
  | (By & { readonly does: 'delegate'; readonly from: string; readonly to: string; readonly limit?: string; readonly reason?: string })
  | (By & { readonly does: 'remove'; readonly member: string; readonly reason: string })
  | (By & { readonly does: 'give_roles'; readonly member: string; readonly roles: readonly string[] })
  | (By & { readonly does: 'add_signer'; readonly request: string; readonly member: string; readonly reason: string })
  | (By & { readonly does: 'reassign'; readonly request: string; readonly members: readonly string[]; readonly instead: boolean; readonly reason: string })
  | (By & { readonly does: 'make_key'; readonly key: string })
  | (By & { readonly does: 'pause_endpoint' | 'resume_endpoint' })
  | (By & { readonly does: 'move_bank' })
  | (By & { readonly does: 'publish'; readonly type: string; readonly steps: readonly NamedStep[] })
  | (By & { readonly does: 'migrate'; readonly type: string; readonly reason: string })
  | (By & { readonly does: 'answer_ask'; readonly request: string; readonly step: string; readonly outcome: 'done' | 'not_done'; readonly evidence: string })
  | (By & { readonly does: 'repair'; readonly request: string; readonly step: string; readonly how: 'skip' | 'mark_done'; readonly reason: string })
  /** The bank, or who gets webhooks, answers so from here on, to paths that begin with `at` where it is said; `silence` takes the call and answers nothing. */
  | { readonly does: 'outside_answers'; readonly system: 'Bank' | 'Accounting'; readonly status: number | 'silence'; readonly at?: string; readonly body?: Readonly<Record<string, unknown>> }
  /** The worker reads the records that are to be read. */
  | { readonly does: 'read_records'; readonly request: string }
  /** The worker does what there is to do for the request by now, each once; again as often as it says. What waits for another try has waited. */
  | { readonly does: 'work'; readonly request: string; readonly times?: number }
  /** The clock goes on by so much, and the timers that are due are fired. */
  | { readonly does: 'let_pass'; readonly hours: number; readonly request: string };

export interface Scenario {
  /** What it is there for, in one sentence. */
  readonly says: string;
  readonly company: ScenarioCompany;
  readonly acts: readonly Act[];
}

export const role = (roleId: string) => ({ kind: 'role' as const, roleId });

type ApprovalStep = Extract<NamedStep, { kind: 'approval' }>;
type EffectStep = Extract<NamedStep, { kind: 'effect' }>;

/** An approval by the holders of one role; what else it says is given. */
export const signedBy = (id: string, name: string, roleName: string, more: Partial<ApprovalStep> = {}): ApprovalStep => ({
  id, kind: 'approval', name, approvers: { anyOf: [role(roleName)] }, quorum: 1, onReject: 'return', ...more,
});

/** The webhook that asks for the payment. */
export const payWebhook: EffectStep = { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: 'Accounting', event: 'payment.requested' }, onReverse: 'nothing' };

type Call = Extract<EffectStep['effect'], { kind: 'http' }>;
const callOf = (path: string): Call => ({ kind: 'http', connectionId: 'Bank', method: 'POST', path, body: { amount: '{{request.amount.amount}}' } });

/** A call of the bank; what else it says is given. */
export const bankCall = (id: string, name: string, more: Partial<EffectStep> = {}): EffectStep => ({ id, kind: 'effect', name, effect: callOf(`/${id}/{{requestId}}`), onReverse: 'person', ...more });
