import type { TemplateName } from '@countersign/contracts/templates';

/** A step of a template: which role is asked, and when. */
export interface TemplateStep {
  readonly id: string;
  readonly name: string;
  /** Of the starting roles, or made with the template where there is none of that name. */
  readonly role: string;
  /** The condition that the workflow carries. */
  readonly when?: string;
}

export interface Template {
  readonly template: TemplateName;
  readonly name: string;
  readonly description: string;
  readonly form: { readonly type: 'object'; readonly additionalProperties: false; readonly required: readonly string[]; readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly titleField: string;
  readonly amountField?: string;
  readonly immaterialFields: readonly string[];
  readonly steps: readonly TemplateStep[];
}

const text = (title: string, maxLength = 200) => ({ type: 'string', title, minLength: 1, maxLength });
const lines = (title: string) => ({ type: 'string', title, format: 'multiline', maxLength: 2000 });
const date = (title: string) => ({ type: 'string', title, format: 'date' });
const money = (title: string) => ({ type: 'object', title, format: 'money' });

const approval: TemplateStep = { id: 'approval', name: 'Approval', role: 'approver' };
const financeFrom = (amount: number): TemplateStep => ({ id: 'finance', name: 'Finance', role: 'Finance', when: `decimal(request.amount.amount) >= decimal("${amount}")` });

/** Begins that a company can use as they are and change later; none calls anything outside. */
export const templates: readonly Template[] = [
  {
    template: 'purchase',
    name: 'Purchase',
    description: 'Something is to be bought. From 1,000 on finance signs too.',
    form: { type: 'object', additionalProperties: false, required: ['title', 'amount'], properties: { title: text('What'), amount: money('Amount'), supplier: text('Supplier'), neededBy: date('Needed by'), reason: lines('What it is for') } },
    titleField: 'title',
    amountField: 'amount',
    immaterialFields: ['reason', 'neededBy'],
    steps: [approval, financeFrom(1000)],
  },
  {
    template: 'expense',
    name: 'Expense claim',
    description: 'Money that somebody laid out comes back to them. From 500 on finance signs too.',
    form: { type: 'object', additionalProperties: false, required: ['title', 'amount', 'spentOn'], properties: { title: text('What for'), amount: money('Amount'), spentOn: date('Spent on'), note: lines('Note') } },
    titleField: 'title',
    amountField: 'amount',
    immaterialFields: ['note'],
    steps: [approval, financeFrom(500)],
  },
  {
    template: 'leave',
    name: 'Leave',
    description: 'Days off, decided by one approver.',
    form: {
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'firstDay', 'lastDay'],
      properties: { kind: { type: 'string', title: 'Kind', enum: ['Holiday', 'Parental leave', 'Care of a relative', 'Unpaid leave', 'Other'] }, firstDay: date('First day'), lastDay: date('Last day'), handover: lines('Who stands in') },
    },
    titleField: 'kind',
    immaterialFields: ['handover'],
    steps: [approval],
  },
  {
    template: 'contract',
    name: 'Contract with a vendor',
    description: 'A contract is to be signed or renewed: the budget, then legal, and finance from 5,000 on.',
    form: {
      type: 'object',
      additionalProperties: false,
      required: ['vendor', 'amount', 'startsOn'],
      properties: { vendor: text('Vendor'), amount: money('Value in total'), startsOn: date('Starts on'), endsOn: date('Ends on'), personalData: { type: 'boolean', title: 'They see personal data' }, purpose: lines('What it is for') },
    },
    titleField: 'vendor',
    amountField: 'amount',
    immaterialFields: ['purpose'],
    steps: [approval, { id: 'legal', name: 'Legal', role: 'Legal' }, financeFrom(5000)],
  },
];

export function templateNamed(name: TemplateName): Template {
  const found = templates.find(({ template }) => template === name);
  if (!found) throw new Error(`the contracts name a template ${name} that nobody wrote`);
  return found;
}
