import type { Form } from '@countersign/contracts/request-types';

/** What a purchase order asks for; the second signature depends on the amount and its currency. */
export const purchaseForm: Form = {
  type: 'object',
  additionalProperties: false,
  properties: {
    item: { type: 'string', title: 'What is needed', minLength: 3, maxLength: 120 },
    amount: { type: 'string', format: 'money', title: 'Amount' },
    supplier: { type: 'string', title: 'Supplier', maxLength: 120 },
    category: { title: 'Category', enum: ['Equipment', 'Software', 'Services', 'Travel', 'Other'] },
    needed_by: { type: 'string', format: 'date', title: 'Needed by' },
    why: { type: 'string', format: 'multiline', title: 'Why', maxLength: 2000 },
  },
  required: ['item', 'amount', 'supplier', 'category'],
};

/** Field whose change leaves signatures standing. */
export const purchaseImmaterialFields = ['why'];

/** From here on finance signs too. */
export const financeSignsFrom = '5000';

/** Two approvals, the second by amount and for every other currency; then one signed webhook. The budget owner's rejection returns the request, finance's ends it. */
export const purchaseSteps = (roleIds: { readonly budgetOwner: string; readonly finance: string }, endpointId: string) => [
  approval('budget-owner', 'Budget owner', roleIds.budgetOwner),
  { ...approval('finance', 'Finance', roleIds.finance), when: `request.amount.currency != "EUR" || decimal(request.amount.amount) >= decimal("${financeSignsFrom}")`, onReject: 'end' as const },
  { id: 'order', kind: 'effect' as const, name: 'Place the order', effect: { kind: 'webhook' as const, endpointId, event: 'order.placed' } },
];

const approval = (id: string, name: string, roleId: string) => ({
  id,
  kind: 'approval' as const,
  name,
  approvers: { roleIds: [roleId], memberIds: [], unit: 'any' as const },
  quorum: 1,
  onReject: 'return' as const,
});

/** How far a request of the demo has come, by the acts that brought it there. */
export interface DemoOrder {
  readonly content: Readonly<Record<string, unknown>>;
  readonly acts: readonly ('budget owner approves' | 'finance approves' | 'budget owner rejects' | 'finance rejects' | 'withdraw')[];
  readonly reason?: string;
}

const order = (item: string, amount: string, supplier: string, category: string, needed_by: string, why: string) => ({ item, amount: { amount, currency: 'EUR' }, supplier, category, needed_by, why });

export const demoOrders: readonly DemoOrder[] = [
  {
    content: order('Calibration weights, class E2', '640.00', 'Waage & Söhne', 'Equipment', '2026-12-04', 'The old set is due for replacement; the audit in January asks for it.'),
    acts: ['budget owner approves'],
  },
  {
    content: order('Circuit simulator, ten seats for a year', '5000.00', 'Helixwerk', 'Software', '2027-01-01', 'Renewal. The price is that of last year.'),
    acts: ['budget owner approves', 'finance approves'],
  },
  {
    content: order('Second espresso machine', '1899.00', 'Caffè Arno', 'Other', '2026-12-15', 'The queue in the morning.'),
    acts: ['withdraw'],
    reason: 'The landlord puts one in.',
  },
  {
    content: order('Trade fair, stand and travel for four', '8350.40', 'Messe Rhein', 'Travel', '2027-02-20', 'Same stand as last year, one person more.'),
    acts: ['budget owner approves', 'finance rejects'],
    reason: 'Three people are budgeted, and no trip can go instead. Ask for three in an order of its own.',
  },
  {
    content: order('Vacuum pump, replacement', '7950.00', 'Nordvak', 'Equipment', '2026-12-01', 'The pump of chamber 2 has lost a bearing; the chamber stands still.'),
    acts: ['budget owner approves'],
  },
  {
    content: order('Oscilloscope for the test bench', '12400.00', 'Oberon Messtechnik', 'Equipment', '2027-01-15', 'Four channels at 2 GHz. The two we have are booked out until March.'),
    acts: [],
  },
  {
    content: order('Six desk chairs for the new room', '1180.50', 'Sitzgut', 'Other', '2026-12-10', 'The room opens on the 14th.'),
    acts: [],
  },
];
