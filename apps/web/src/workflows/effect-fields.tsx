import { useId, useState } from 'react';
import type { EffectStep } from '../platform/workflows/edit-definition.js';
import { describedBy, FieldFrame, SelectField, TextField } from '../ui/fields/field.js';
import type { StepFieldsProps } from './approval-fields.js';
import { FieldPlace } from './field-place.js';
import { AskFields } from './ask-fields.js';
import { ConnectionField } from './connection-field.js';
import { FillableFields } from './fillable-fields.js';
import { MailFields } from './mail-fields.js';
import { MessageFields } from './message-fields.js';
import { NamedRecordFields } from './named-record-fields.js';
import { NoticeFields } from './notice-fields.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';

type Call = Extract<Effect, { kind: 'http' }>;
type Webhook = Extract<Effect, { kind: 'webhook' }>;

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'].map((id) => ({ id, name: id }));
const ways = [{ id: 'webhook', name: 'a signed webhook is sent' }, { id: 'http', name: 'another system is called' }, { id: 'mail', name: 'a mail is sent' }, { id: 'message', name: 'a message is sent to a chat' }, { id: 'notice', name: 'members are told in Countersign' }, { id: 'ask', name: 'members are asked to do it' }];
const reversals = [{ id: 'person', name: 'a person undoes it' }, { id: 'nothing', name: 'nothing has to be undone' }, ...ways];

const orders = [{ id: 'beside', name: 'at once, beside other effects' }, { id: 'after', name: 'once the effects before it are done' }];
const failures = [{ id: 'park', name: 'what waits for it waits until a person has decided' }, { id: 'continue', name: 'what waits for it goes on' }, { id: 'compensate', name: 'what was carried out is undone' }];

/** As it begins: where it goes is chosen by a person, even where there is one choice only. */
function firstOf(kind: Effect['kind']): Effect {
  switch (kind) {
    case 'webhook':
      return { kind, endpointId: '', event: '' };
    case 'http':
      return { kind, connectionId: '', method: 'POST', path: '', body: null };
    case 'mail':
      return { kind, connectionId: '', to: [{ kind: 'requester' }], subject: '', text: '' };
    case 'message':
      return { kind, connectionId: '', text: '' };
    case 'notice':
      return { kind, to: [{ kind: 'requester' }], text: '' };
    case 'ask':
      return { kind, to: [], text: '' };
  }
}

/** What was said stays said: there is nothing to undo, unless somebody says that there is. */
const staysSaid = (kind: Effect['kind']) => kind === 'mail' || kind === 'message' || kind === 'notice';

/** What a step carries out, and what undoes it. */
export function EffectFields({ step: { effect, onReverse, waitsForPrevious, onFailure }, choices, onChange }: StepFieldsProps<EffectStep>) {
  const id = useId();
  const toKind = (kind: Effect['kind']) => onChange({ effect: firstOf(kind), ...(staysSaid(kind) && { onReverse: 'nothing' as const }) }, 'effect');
  const toReverse = (value: string) => onChange({ onReverse: value === 'person' || value === 'nothing' ? value : firstOf(value as Effect['kind']) }, 'onReverse');
  return (
    <>
      <FieldPlace field="effect/kind"><SelectField id={`${id}-kind`} label="How" value={effect.kind} options={ways} onChange={(kind) => toKind(kind as Effect['kind'])} /></FieldPlace>
      <OneEffect label="Sends" field="effect" effect={effect} choices={choices} onChange={(next) => onChange({ effect: next }, 'effect')} />
      <FieldPlace field="waitsForPrevious"><SelectField id={`${id}-order`} label="When" value={waitsForPrevious === true ? 'after' : 'beside'} options={orders} onChange={(order) => onChange({ waitsForPrevious: order === 'after' || undefined }, 'order')} /></FieldPlace>
      <FieldPlace field="onFailure"><SelectField id={`${id}-failure`} label="Where it fails for good" value={onFailure ?? 'park'} options={failures} onChange={(what) => onChange({ onFailure: what === 'continue' || what === 'compensate' ? what : undefined }, 'onFailure')} /></FieldPlace>
      <FieldPlace field="onReverse"><SelectField id={`${id}-reverse`} label="If it is reversed" value={typeof onReverse === 'object' ? onReverse.kind : onReverse} options={reversals} onChange={toReverse} /></FieldPlace>
      {typeof onReverse === 'object' && <OneEffect label="Sends then" field="onReverse" effect={onReverse} choices={choices} onChange={(next) => onChange({ onReverse: next }, 'onReverse')} />}
    </>
  );
}

function OneEffect(props: OneEffectProps<Effect>) {
  const { effect } = props;
  switch (effect.kind) {
    case 'webhook':
      return <WebhookFields {...props} effect={effect} />;
    case 'http':
      return <CallFields {...props} effect={effect} />;
    case 'mail':
      return <MailFields {...props} effect={effect} />;
    case 'message':
      return <MessageFields {...props} effect={effect} />;
    case 'notice':
      return <NoticeFields {...props} effect={effect} />;
    case 'ask':
      return <AskFields {...props} effect={effect} />;
  }
}

function WebhookFields({ label, field, effect, choices, onChange }: OneEffectProps<Webhook>) {
  const id = useId();
  return (
    <>
      <FieldPlace field={`${field}/event`}><TextField id={`${id}-event`} label={`${label} the event`} autoComplete="off" maxLength={80} hint="As its receiver sees it, such as payment.requested." value={effect.event} onChange={(event) => onChange({ ...effect, event })} /></FieldPlace>
      <FieldPlace field={`${field}/endpointId`}><SelectField id={`${id}-endpoint`} label="To the webhook endpoint" none="none chosen" value={effect.endpointId} options={choices.endpoints} hint={choices.endpoints.length === 0 ? 'There is no endpoint yet: an admin creates one first.' : null} onChange={(endpointId) => onChange({ ...effect, endpointId })} /></FieldPlace>
    </>
  );
}

function CallFields(props: OneEffectProps<Call>) {
  const { field, effect, choices, onChange } = props;
  const id = useId();
  return (
    <>
      <ConnectionField field={field} label="Through the connection" leadsTo="http" connectionId={effect.connectionId} choices={choices} onChange={(connectionId) => onChange({ ...effect, connectionId })} />
      <FieldPlace field={`${field}/method`}><SelectField id={`${id}-method`} label="Method" value={effect.method} options={methods} onChange={(method) => onChange({ ...effect, method: method as Call['method'] })} /></FieldPlace>
      <FieldPlace field={`${field}/path`}><TextField id={`${id}-path`} label="Path" autoComplete="off" spellCheck={false} maxLength={500} hint="Below the connection’s address, such as /payments/{{number}}." value={effect.path} onChange={(path) => onChange({ ...effect, path })} /></FieldPlace>
      <BodyField id={`${id}-body`} field={field} body={effect.body} onChange={(body) => onChange({ ...effect, body })} />
      <FillableFields types={choices.requestTypes} alone="it can only stand alone in the body" />
      {props.field === 'effect' && <NamedRecordFields {...props} />}
    </>
  );
}

const bodyHint = 'JSON, with {{request.vendor}} where a field of the request goes. A member whose value is missing is left out. Leave it empty to send no body.';

/** The body as it is written: it becomes the step's once it is JSON. */
function BodyField({ id, field, body, onChange }: { readonly id: string; readonly field: string; readonly body: Call['body']; readonly onChange: (body: Call['body']) => void }) {
  const [text, setText] = useState(() => (body === null ? '' : JSON.stringify(body, null, 2)));
  const read = readBody(text);
  const problem = 'problem' in read ? read.problem : undefined;
  const write = (next: string) => {
    setText(next);
    const value = readBody(next);
    if ('body' in value) onChange(value.body);
  };
  return (
    <FieldPlace field={`${field}/body`}>
      <FieldFrame id={id} label="Body" isOptional hint={bodyHint} problem={problem}>
        <textarea id={id} className="mono" rows={6} spellCheck={false} value={text} {...describedBy(id, bodyHint, problem)} onChange={(event) => write(event.target.value)} />
      </FieldFrame>
    </FieldPlace>
  );
}

function readBody(text: string): { readonly body: Call['body'] } | { readonly problem: string } {
  if (text.trim() === '') return { body: null };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { body: value as Record<string, unknown> } : { problem: 'A body is an object: { … }.' };
  } catch (error) {
    return { problem: `This is not JSON yet: ${error instanceof Error ? error.message : ''}. Until it is, the step keeps what it was.` };
  }
}
