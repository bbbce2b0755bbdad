import type { Money } from './fields.js';

// Written out: the lists that come with Node and with browsers depend on their versions, and everybody must read one sign.
const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', CHF: 'CHF ', INR: '₹', KRW: '₩', ILS: '₪', NGN: '₦', PHP: '₱', UAH: '₴', VND: '₫', TRY: '₺' };
const withoutFraction = new Set(['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']);
const threeDigits = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** How many digits a currency has of its own (ISO 4217). */
const digitsOf = (currency: string) => (withoutFraction.has(currency) ? 0 : threeDigits.has(currency) ? 3 : 2);
const partsOf = (amount: string) => /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];

/** An amount for a button or a list: "≈€331.73" where it has more digits than its currency (half away from zero). Digests never round. */
export function moneyText(money: Money): string {
  const [, minus = '', whole = '', fraction = ''] = partsOf(money.amount);
  const digits = digitsOf(money.currency);
  if (whole === '' || fraction.length <= digits || /^0*$/.test(fraction.slice(digits))) return exactMoneyText(money);
  // Decimal text is rounded digit by digit: it never becomes a binary number.
  const kept = BigInt(whole + fraction.slice(0, digits)) + (fraction.charAt(digits) >= '5' ? 1n : 0n);
  const text = kept.toString().padStart(digits + 1, '0');
  const rounded = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `≈${exactMoneyText({ amount: minus + rounded, currency: money.currency })}`;
}

/** The same with every digit that was sent, for a sentence that is signed and for facts. */
export function exactMoneyText({ amount, currency }: Money): string {
  const [, minus = '', whole = amount, fraction = ''] = partsOf(amount);
  const digits = fraction.padEnd(digitsOf(currency), '0');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${minus && '\u2212'}${signs[currency] ?? `${currency} `}${grouped}${digits && `.${digits}`}`;
}
