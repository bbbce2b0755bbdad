export type ReadAmount = { readonly amount: string } | { readonly problem: string };

/**
 * Reads an amount as people type it: spaces and apostrophes group, a comma or a point divides. Where a comma could
 * mean either ("1,250"), it asks rather than guesses: a factor of a thousand is at stake.
 */
export function readAmount(typed: string): ReadAmount {
  const text = typed.trim().replaceAll(/[\s\u00a0\u202f'’]/g, '').replace(/^\u2212/, '-');
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(text)) return { problem: 'Write an amount in digits, such as 12400.00.' };
  const plain = withPoint(text);
  if (plain === null) return { problem: 'It is not clear what the comma or point divides. Write 1250 or 1250.00.' };
  const amount = plain.replace(/^(-?)0+(?=\d)/, '$1').replace(/^(-?)\./, '$10.').replace(/\.$/, '');
  return /^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/.test(amount) ? { amount } : { problem: 'An amount has at most 30 digits on either side of the point.' };
}

/** The number with a point before its fraction and nothing between its thousands, or null where it can be read two ways. */
function withPoint(text: string): string | null {
  const commas = text.split(',').length - 1;
  const points = text.split('.').length - 1;
  if (commas === 0 && points <= 1) return text;
  if (commas > 0 && points > 0) {
    const divider = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    const grouper = divider === ',' ? '.' : ',';
    const [whole = '', fraction = '', ...more] = text.split(divider);
    return more.length === 0 && isGrouped(whole, grouper) ? `${whole.replaceAll(grouper, '')}.${fraction}` : null;
  }
  const only = commas > 0 ? ',' : '.';
  if (commas + points > 1) return isGrouped(text, only) ? text.replaceAll(only, '') : null;
  return /,\d{3}$/.test(text) ? null : text.replace(',', '.');
}

const isGrouped = (whole: string, grouper: string) => whole.replace('-', '').split(grouper).every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
