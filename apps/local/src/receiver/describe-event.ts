/** What the page shows of an event; null where the event does not say. */
export interface EventSummary {
  readonly type: string | null;
  readonly requestNumber: string | null;
  readonly amount: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads an event's type, its request's number and the first amount of money in it, wherever in `data` they stand. */
export function describeEvent(body: unknown): EventSummary {
  const event = asFields(body);
  const data = asFields(event?.['data']) ?? event;
  return {
    type: textOf(event?.['type']),
    requestNumber: textOf(data?.['requestNumber']) ?? textOf(asFields(data?.['request'])?.['number']) ?? textOf(data?.['number']),
    amount: findMoney(data, DEEPEST),
  };
}

const DEEPEST = 4;

function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** Money is `{amount: decimal string, currency}`; the digits are shown as they came. */
function findMoney(value: unknown, depthLeft: number): string | null {
  const fields = asFields(value);
  if (fields === undefined || depthLeft === 0) return null;
  const { amount, currency } = fields;
  if (typeof amount === 'string' && typeof currency === 'string') return `${amount} ${currency}`;
  for (const inner of Object.values(fields)) {
    const found = findMoney(inner, depthLeft - 1);
    if (found !== null) return found;
  }
  return null;
}
