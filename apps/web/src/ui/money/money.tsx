import { exactMoneyText, moneyText, type Money as ShownMoney } from '@countersign/contracts/platform';

/** An amount with its currency as lists and headings show it, exact on hovering; or an em dash where a request has none. */
export function Money({ value }: { readonly value: ShownMoney | null }) {
  if (value === null) return <span data-none><span aria-hidden="true">—</span><span className="spoken">no amount</span></span>;
  return <span title={exactMoneyText(value)}>{moneyText(value)}</span>;
}
