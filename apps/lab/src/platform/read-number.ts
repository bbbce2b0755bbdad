/** The whole number that an option of a command says. Throws a sentence for whoever typed it. */
export function readNumber(name: string, text: string, least = 1): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number < least) throw new Error(`--${name} is “${text}”, and should be a whole number from ${least}.`);
  return number;
}
