/** How far back a list looks, as words of a sentence; the values are days. */
export const spans = [
  { value: '', label: 'at any time' },
  { value: '7', label: 'in the last 7 days' },
  { value: '30', label: 'in the last 30 days' },
  { value: '90', label: 'in the last 90 days' },
  { value: '365', label: 'in the last year' },
] as const;
