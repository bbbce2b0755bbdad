import type { SetUpFacts, UnheldRole } from '@countersign/database/tenants';
import type { MayDo, showStart, StartScreen } from '@countersign/contracts/screens';
import { actorOf, type Call, type House } from '../platform/index.js';
import { may, roleChoices } from '../roles/index.js';
import { templates, type Template } from '../templates/index.js';
import { conditionText } from './condition-text.part.js';
import { doneOf } from './set-up.part.js';
import { frameOf } from './screen-frame.part.js';

type Data = StartScreen['data'];
const rolesMax = 200;
const typesMax = 200;

/** What a new company does first, and what of it is done: told by what is there. */
export class ShowStartService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showStart>): Promise<StartScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, this.house.now());
      const { items: types } = await tx.requestTypes.list({ limit: typesMax, after: null });
      const roles = await tx.roles.listCounted(rolesMax);
      const asked = roles.filter(({ name }) => name === 'approver');
      const [apply, invite] = [may(actor, 'request_type.define', 'workflow.define', 'workflow.publish'), may(actor, 'member.invite')];
      return {
        ...frame,
        data: {
          templates: templates.map((template) => ({ ...viewOf(template), requestTypeId: types.find(({ name }) => name === template.name)?.id ?? null })),
          steps: stepsOf({ facts: await tx.setUp.facts(), unheld: await tx.setUp.listUnheldRoles(rolesMax), apply, invite, assign: may(actor, 'role.read', 'member.assign_roles'), submit: may(actor, 'request.submit') }),
          apply,
          invite,
          choices: roleChoices(actor, roles),
          suggestedRoleIds: asked.map(({ id }) => id),
        },
      };
    });
  }
}

const viewOf = ({ template, name, description, form, steps }: Template): Omit<Data['templates'][number], 'requestTypeId'> => ({
  template,
  name,
  description,
  fields: Object.values(form.properties).map(({ title }) => String(title)),
  route: steps.map((step) => ({ name: step.name, who: step.role, when: step.when === undefined ? null : conditionText(step.when, { ...form }) })),
});

interface Standing {
  readonly facts: SetUpFacts;
  /** Where several steps lack somebody, the first by name is the next thing to mend. */
  readonly unheld: readonly UnheldRole[];
  readonly apply: MayDo;
  readonly invite: MayDo;
  readonly assign: MayDo;
  readonly submit: MayDo;
}
type StartStep = Data['steps'][number];

function stepsOf({ facts, unheld, apply, invite, assign, submit }: Standing): StartStep[] {
  const { readyTypes, requests, waiting } = facts;
  const done = doneOf(facts, unheld);
  const isReady = done.request_type;
  const act = (id: NonNullable<StartStep['act']>['id'], label: string, subjectId: string | null = null) => ({ id, label, subjectId });
  const submitAct = isReady && submit.allowed ? act('submit', 'Submit a request') : null;
  const [missing] = unheld;
  return [
    { id: 'request_type', title: 'Say what can be requested', detail: isReady ? `${counted(readyTypes, 'request type')} ready.` : 'Begin with a template: a form, a workflow and its roles, ready to use.', done: isReady, act: !isReady && apply.allowed ? act('choose_template', 'Choose a template') : null },
    { id: 'first_request', title: 'Submit a first request', detail: requests === 0 ? 'Ask for something real and small.' : 'A request was submitted.', done: done.first_request, act: done.first_request ? null : submitAct },
    { id: 'colleague', title: 'Invite a colleague who approves', detail: colleagueText(facts), done: done.colleague, act: invite.allowed ? act('invite', 'Invite a colleague') : null },
    {
      id: 'approvers',
      title: missing === undefined ? 'Have somebody for every step' : `Give somebody the role ${missing.name}`,
      detail: isReady ? approversText(unheld) : 'Each step of a workflow asks a role; somebody must hold it.',
      done: done.approvers,
      act: missing !== undefined && assign.allowed ? act('give_role', `Open the role ${missing.name}`, missing.id) : null,
    },
    { id: 'first_decision', title: 'Have it decided', detail: decisionText(facts), done: done.first_decision, act: done.first_decision ? null : waiting === null ? submitAct : act('open_request', 'Open the request', waiting.id) },
  ];
}

function colleagueText({ members, openInvitations, waiting }: SetUpFacts): string {
  if (members > 1) return `${members} members.`;
  if (openInvitations > 0) return `${counted(openInvitations, 'invitation')} open, nobody has joined yet.`;
  return `Nobody decides their own request, so it takes two.${waiting === null ? '' : ' A request waits for it.'}`;
}

function approversText([missing, ...others]: readonly UnheldRole[]): string {
  if (missing === undefined) return 'Somebody holds every role that a live workflow asks.';
  const also = others.length === 0 ? '' : ` Nobody holds ${listed(others.map(({ name }) => name))} either.`;
  return `${missing.workflowName} asks it at the step ${missing.stepName}, and nobody holds it: a request that comes there stops.${also}`;
}

function decisionText({ finished, waiting }: SetUpFacts): string {
  if (finished > 0) return 'A request was decided to its end.';
  if (waiting === null) return 'A request is decided when every step of it is, or when it is rejected.';
  return waiting.isStopped ? 'A request is stopped, because nobody can sign its next step.' : 'It waits in the inbox of those who can decide it.';
}

const listed = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`);
const counted = (count: number, noun: string) => (count === 1 ? `One ${noun}` : `${count} ${noun}s`);
