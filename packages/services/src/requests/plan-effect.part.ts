import { eventAt } from '@countersign/contracts/operations';
import { compensationWanted, effectWanted } from '@countersign/contracts/webhooks';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import type { Doer, Effect, Listener } from '@countersign/engine';
import { fillCall, fillMail, fillMessage, fillPath, fillText, TemplateUnfilled, type FilledMail, type TemplateValues } from '../connections/index.js';
import { canonicalJson, sha256Hex } from '../platform/digest.js';

/** What an effect speaks about: a revision of a request, and where its workflow may send anything. */
export interface PlanSubject extends Pick<RequestFile, 'requestId' | 'number' | 'endpoints' | 'connections' | 'people'> {
  readonly requestType: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly requester: { readonly memberId: string; readonly name: string; readonly unit: string | null };
  readonly revision: number;
  readonly revisionDigest: string;
}

/** Exactly what would be sent, and where to. A webhook's time, and the headers that say who sends, are added when it is sent. */
export interface PlannedEffect {
  readonly kind: Effect['kind'];
  readonly target: { readonly id: string; readonly name: string; readonly url: string; /** Of a connection: what the approval is bound to of it. */ readonly bindingDigest: string | null };
  /** The event's type; of a call its method and path. */
  readonly event: string;
  /** What it does, to be read after the step's name; what cannot be undone is called so. */
  readonly words: string;
  readonly payload: string;
  readonly payloadDigest: string;
}

/** `undoes` where it undoes another; webhooks say so to their receivers. */
export function planEffect(subject: PlanSubject, stepName: string, effect: Effect, undoes?: { readonly effectId: string; readonly event: string }): PlannedEffect {
  const { requestId, number, requestType: { id: typeId, name: typeName }, title, revision, revisionDigest, content } = subject;
  if (effect.kind === 'webhook') {
    const endpoint = subject.endpoints.find(({ id }) => id === effect.endpointId);
    if (!endpoint) throw new Error(`the workflow's endpoint ${effect.endpointId} is not here`);
    const data = { requestId, number, requestType: { id: typeId, name: typeName }, title, revision, revisionDigest, content, ...(undoes && { undoes }) };
    // Fixed here, in the version of its endpoint: what was seen is what is signed for, and what is sent again is the same.
    const body = eventAt(undoes ? compensationWanted : effectWanted, endpoint.version, { type: effect.event, data });
    const { version: _shaped, ...target } = endpoint;
    return { kind: 'webhook', target: { ...target, bindingDigest: null }, event: effect.event, words: `a signed webhook "${effect.event}" to ${endpoint.name}`, ...withDigest(canonicalJson(body)) };
  }
  if (effect.kind === 'notice') {
    const notice = filling(subject, `What "${stepName}" would say`, (values): FilledNotice => ({ to: effect.to, text: fillText(effect.text, values) }));
    return { kind: 'notice', target: { id: '', name: 'Countersign', url: 'Countersign', bindingDigest: null }, event: 'notice', words: `a notification to ${listenersText(effect.to, subject)}, “${shortened(notice.text)}”; what was told stays told`, ...withDigest(canonicalJson(notice)) };
  }
  if (effect.kind === 'ask') {
    const ask = filling(subject, `What "${stepName}" would ask for`, (values): FilledAsk => ({ to: effect.to, text: fillText(effect.text, values) }));
    const who = listenersText(effect.to, subject);
    return { kind: 'ask', target: { id: '', name: who, url: 'Countersign', bindingDigest: null }, event: 'ask', words: `asks ${who} to do this outside: “${shortened(ask.text)}”; it waits until one of them says that it is done`, ...withDigest(canonicalJson(ask)) };
  }
  const connection = subject.connections.find(({ id }) => id === effect.connectionId);
  if (!connection) throw new Error(`the workflow's connection ${effect.connectionId} is not here`);
  const { id, name, baseUrl: url, bindingDigest } = connection;
  const target = { id, name, url, bindingDigest };
  const what = `What "${stepName}" would send`;
  if (effect.kind === 'mail') {
    const mail = filling(subject, what, (values) => fillMail(effect, values));
    return { kind: 'mail', target, event: 'mail', words: mailWords(mail, name), ...withDigest(canonicalJson(mail)) };
  }
  if (effect.kind === 'message') {
    const message = filling(subject, what, (values) => fillMessage(effect, values));
    return { kind: 'message', target, event: 'message', words: `a message to ${name}, “${shortened(message.text)}”; a message cannot be taken back`, ...withDigest(canonicalJson(message)) };
  }
  const call = filling(subject, what, (values) => fillCall(effect, values));
  const event = `${call.method} ${call.path}`;
  return { kind: 'http', target, event, words: `${event} at ${name}`, ...withDigest(canonicalJson(call)) };
}

/** What members will be told, and whom the workflow names. */
export interface FilledNotice {
  readonly to: readonly Listener[];
  readonly text: string;
}

/** What members will be asked to do, and whom the workflow names. */
export interface FilledAsk {
  readonly to: readonly Doer[];
  readonly text: string;
}

function listenersText(to: readonly Doer[], { people, requester }: Pick<PlanSubject, 'people' | 'requester'>): string {
  const named = to.map((one) => {
    switch (one.kind) {
      case 'requester':
        return requester.name;
      case 'manager':
        return `the manager of ${requester.name}`;
      case 'role':
        return `holders of ${people.flatMap(({ roles }) => roles).find(({ id }) => id === one.roleId)?.name ?? 'a role that nobody has'}`;
      case 'group':
        return `members of ${people.flatMap(({ groups }) => groups).find(({ id }) => id === one.groupId)?.name ?? 'a group that has none'}`;
      case 'member':
        return people.find(({ memberId }) => memberId === one.memberId)?.name ?? 'a former member';
    }
  });
  return named.join(', ');
}

const shownMax = 300;
const shortened = (text: string) => (text.length > shownMax ? `${text.slice(0, shownMax).toWellFormed()}…` : text);

const mailWords = ({ to, subject }: FilledMail, through: string) => `a mail “${subject}” to ${to.map((one) => (one.kind === 'requester' ? one.name : one.address)).join(', ')}, through ${through}; a mail cannot be taken back`;

type Filling = Pick<PlanSubject, 'content' | 'requester' | 'requestId' | 'number' | 'title' | 'revision'>;

/** Where the record is that a step looks at. */
export const recordPath = (subject: Filling, stepName: string, path: string): string => filling(subject, `Which record "${stepName}" is about`, (values) => fillPath(path, values));

function filling<Filled>({ content, requester: { memberId, name, unit }, requestId, number, title, revision }: Filling, what: string, fill: (values: TemplateValues) => Filled): Filled {
  try {
    return fill({ request: content, requester: { memberId, name, unit }, requestId, number, title, revision });
  } catch (error) {
    if (!(error instanceof TemplateUnfilled)) throw error;
    throw new Refusal('condition_failed', { detail: `${what} cannot be made up: ${error.message} Nothing was recorded.` });
  }
}

const withDigest = (payload: string) => ({ payload, payloadDigest: sha256Hex(payload) });

/** As it is kept. */
export const keptOf = ({ kind, target, event, payload, payloadDigest }: PlannedEffect) => ({
  kind, endpointId: kind === 'webhook' ? target.id : null, connectionId: target.bindingDigest === null ? null : target.id, bindingDigest: target.bindingDigest, event, payload, payloadDigest,
});
