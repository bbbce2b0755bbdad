/** An answer of the bank: status and JSON. */
export interface BankAnswer {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown };
}
