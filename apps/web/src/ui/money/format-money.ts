/** An amount as the API says it: a decimal string, never a number, and its ISO 4217 currency. */
export interface ShownMoney {
  readonly amount: string;
  readonly currency: string;
}

// Written out: the browser's own list depends on its version, and two people must read the same sign.
const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', CHF: 'CHF ', INR: '₹', KRW: '₩', ILS: '₪', NGN: '₦', PHP: '₱', UAH: '₴', VND: '₫', TRY: '₺' };
const withoutFraction = new Set(['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']);
const threeDigits = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** How many digits a currency is written with at least. More are shown where there are more: nothing is rounded away. */
const digitsOf = (currency: string) => (withoutFraction.has(currency) ? 0 : threeDigits.has(currency) ? 3 : 2);

/**
 * For a list or a heading: "≈€331.73" where the amount has more digits than its currency. It says that it is rounded
 * (half away from zero, digit by digit); what is signed and what is sent stay as they are.
 */
export function formatMoneyShort(money: ShownMoney): string {
  const [, minus = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(money.amount) ?? [];
  const digits = digitsOf(money.currency);
  if (whole === '' || fraction.length <= digits || /^0*$/.test(fraction.slice(digits))) return formatMoney(money);
  const kept = BigInt(whole + fraction.slice(0, digits)) + (fraction.charAt(digits) >= '5' ? 1n : 0n);
  const text = kept.toString().padStart(digits + 1, '0');
  const rounded = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `≈${formatMoney({ amount: minus + rounded, currency: money.currency })}`;
}

/** "€12,400.00" from 12400 and EUR. Every digit that was sent is shown, and none goes through a number. */
export function formatMoney({ amount, currency }: ShownMoney): string {
  const [, minus = '', whole = amount, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const digits = fraction.padEnd(digitsOf(currency), '0');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${minus && '\u2212'}${signs[currency] ?? `${currency} `}${grouped}${digits && `.${digits}`}`;
}
