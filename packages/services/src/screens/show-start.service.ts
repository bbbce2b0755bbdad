import type { SetUpFacts } from '@countersign/database/tenants';
import type { showStart, StartScreen } from '@countersign/contracts/screens';
import { actorOf, type Call, type House } from '../platform/index.js';
import { may, roleChoices } from '../roles/index.js';
import { templates, type Template } from '../templates/index.js';
import { conditionText } from './condition-text.part.js';
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
      const { waiting: _, ...frame } = await frameOf(tx, actor, this.house.now());
      const { items: types } = await tx.requestTypes.list({ limit: typesMax, after: null });
      const roles = await tx.roles.listCounted(rolesMax);
      const asked = roles.filter(({ name }) => name === 'approver');
      return {
        ...frame,
        data: {
          templates: templates.map((template) => ({ ...viewOf(template), requestTypeId: types.find(({ name }) => name === template.name)?.id ?? null })),
          steps: stepsOf(await tx.setUp.facts()),
          apply: may(actor, 'request_type.define', 'workflow.define', 'workflow.publish'),
          invite: may(actor, 'member.invite'),
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

function stepsOf({ members, openInvitations, readyTypes, requests, decisions, stoppedRequestId }: SetUpFacts): Data['steps'] {
  const waits = stoppedRequestId === null ? '' : ' A request waits for it.';
  return [
    { id: 'request_type', title: 'Say what can be requested', detail: readyTypes === 0 ? 'Begin with a template: a form, a workflow and its roles, ready to use.' : `${counted(readyTypes, 'request type')} ready.`, done: readyTypes > 0 },
    { id: 'first_request', title: 'Submit a first request', detail: requests === 0 ? 'Ask for something real and small.' : 'Done.', done: requests > 0 },
    {
      id: 'colleague',
      title: 'Invite a colleague who approves',
      detail: members > 1 ? `${members} members.` : openInvitations > 0 ? `${counted(openInvitations, 'invitation')} open, nobody has joined yet.` : `Nobody decides their own request, so it takes two.${waits}`,
      done: members > 1,
    },
    { id: 'first_decision', title: 'Have it decided', detail: decisions > 0 ? 'Done.' : 'Your colleague finds it in their inbox.', done: decisions > 0 },
  ];
}

const counted = (count: number, noun: string) => (count === 1 ? `One ${noun}` : `${count} ${noun}s`);
