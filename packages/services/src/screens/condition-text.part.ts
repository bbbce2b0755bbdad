import type { Form } from '@countersign/contracts/request-types';
import type { ConditionView } from '@countersign/contracts/screens';

type Property = Readonly<Record<string, unknown>>;

const orders: Readonly<Record<string, string>> = { '>=': 'or more', '<=': 'or less' };
const before: Readonly<Record<string, string>> = { '>': 'more than ', '<': 'less than ', '==': '', '!=': 'not ' };

/**
 * A step's condition for people: "if Amount is 5,000 or more". Sentences begin with "if "; comparisons of form fields, and such
 * joined by one kind of "||" or "&&", have one. Anything else is given as its author wrote it: no sentence is better than a wrong one.
 */
export function conditionText(source: string, form: Form): string {
  const properties = (form.properties ?? {}) as Readonly<Record<string, Property>>;
  const joins = [[' || ', ' or '], [' && ', ' and ']] as const;
  const used = joins.filter(([operator]) => source.includes(operator.trim()));
  if (used.length > 1) return source;
  const [operator, word] = used[0] ?? joins[0];
  const parts = source.trim().split(operator).map((part) => comparisonText(part.trim(), properties));
  return parts.every((part) => part !== null) ? `if ${parts.join(word)}` : source;
}

/** A condition with its words, where every form that it is asked of gives it the same. */
export function conditionViewOf(source: string, forms: readonly Form[]): ConditionView {
  const [text, ...others] = new Set(forms.map((form) => conditionText(source, form)));
  return { source, text: text === undefined || text === source || others.length > 0 ? null : text.replace(/^if /, '') };
}

function comparisonText(part: string, properties: Readonly<Record<string, Property>>): string | null {
  return amountText(part, properties) ?? currencyText(part, properties) ?? yesText(part, properties) ?? valueText(part, properties);
}

/** `decimal(request.amount.amount) >= decimal("5000")` */
function amountText(part: string, properties: Readonly<Record<string, Property>>): string | null {
  const [, field = '', operator = '', amount = ''] = /^decimal\(request\.(\w+)\.amount\) (>=|<=|>|<|==|!=) decimal\("(-?\d+(?:\.\d+)?)"\)$/.exec(part) ?? [];
  const label = labelOf(properties[field]);
  return label === null ? null : `${label} is ${comparedText(operator, numberText(amount))}`;
}

/** `request.amount.currency != "EUR"` */
function currencyText(part: string, properties: Readonly<Record<string, Property>>): string | null {
  const [, field = '', operator = '', currency = ''] = /^request\.(\w+)\.currency (==|!=) "([A-Z]{3})"$/.exec(part) ?? [];
  const label = labelOf(properties[field]);
  return label === null ? null : `${label} is ${operator === '!=' ? 'not ' : ''}in ${currency}`;
}

/** `request.route_director`, `!request.route_director`, `request.route_director == true` */
function yesText(part: string, properties: Readonly<Record<string, Property>>): string | null {
  const [, not = '', field = '', operator = '==', value = 'true'] = /^(!?)request\.(\w+)(?: (==|!=) (true|false))?$/.exec(part) ?? [];
  const property = properties[field];
  const label = labelOf(property);
  if (label === null || property?.type !== 'boolean' || (not !== '' && part.includes(' '))) return null;
  const isAskedToHold = (not === '') === ((operator === '==') === (value === 'true'));
  return isAskedToHold ? label : `“${label}” is answered no`;
}

/** `request.days > 71`, `request.category == "Travel"` */
function valueText(part: string, properties: Readonly<Record<string, Property>>): string | null {
  const [, field = '', operator = '', text, number] = /^request\.(\w+) (>=|<=|>|<|==|!=) (?:"([^"\\]*)"|(-?\d+(?:\.\d+)?))$/.exec(part) ?? [];
  const label = labelOf(properties[field]);
  if (label === null) return null;
  if (number !== undefined) return `${label} is ${comparedText(operator, numberText(number))}`;
  return operator === '==' || operator === '!=' ? `${label} is ${comparedText(operator, `“${text ?? ''}”`)}` : null;
}

const comparedText = (operator: string, value: string) => (orders[operator] === undefined ? `${before[operator] ?? ''}${value}` : `${value} ${orders[operator]}`);
const labelOf = (property: Property | undefined) => (typeof property?.title === 'string' && property.title !== '' ? property.title : null);
const numberText = (number: string) => number.replace('-', '\u2212').replace(/^\D?\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
