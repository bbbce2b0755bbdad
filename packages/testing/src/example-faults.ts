import { allOperations } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import type { Examples } from './record-examples.js';

/** What is wrong with the examples that are shown, held against the contracts and against the same calls made now. */
export function exampleFaults(shown: Examples, now: Examples): string[] {
  const strays = Object.keys(shown).filter((name) => !allOperations.has(name)).map((name) => `${name}: has an example, and is no operation`);
  const faults = [...allOperations].flatMap(([name, operation]) => {
    const [example, fresh] = [shown[name], now[name]];
    if (!example) return [`${name}: has no example`];
    if (!fresh) return [`${name}: nobody has written how it is called: see authorization-calls`];
    const sent = differences(example.input, fresh.input).map((difference) => `${name}: what is sent ${difference}`);
    const answered = differences(example.reply, fresh.reply).map((difference) => `${name}: what is answered ${difference}`);
    return [...contractFaults(operation, example), ...sent, ...answered];
  });
  return [...strays, ...faults];
}

function contractFaults(operation: Operation, { input, reply }: Examples[string]): string[] {
  const places = (['params', 'query', 'body'] as const).filter((place) => operation[place]?.safeParse(input[place] ?? (place === 'query' ? {} : undefined)).success === false);
  const sent = places.map((place) => `${operation.name}: its example sends a ${place} that it refuses`);
  return operation.reply.safeParse(reply).success ? sent : [...sent, `${operation.name}: its example shows an answer that its contract does not allow`];
}

interface Shape {
  /** Type by place, such as `.items[].id`. */
  readonly types: ReadonlyMap<string, string>;
  /** Places without content, below which nothing can be compared. */
  readonly bare: readonly string[];
}

function differences(shown: unknown, fresh: unknown): string[] {
  const [a, b] = [shapeOf(shown), shapeOf(fresh)];
  const told = (one: Shape, other: Shape, says: (place: string, type: string) => string) =>
    [...one.types].filter(([place, type]) => other.types.get(place) !== type && !other.bare.some((bare) => place === bare || place.startsWith(`${bare}.`) || place.startsWith(`${bare}[`))).map(([place, type]) => says(place, type));
  return [...told(a, b, (place, type) => `has no ${place} (${type}) in truth`), ...told(b, a, (place, type) => `has a ${place} (${type}) that the example does not show`)];
}

function shapeOf(value: unknown): Shape {
  const types = new Map<string, string>();
  const bare: string[] = [];
  const visit = (at: string, item: unknown): void => {
    if (item === null) return void bare.push(at);
    if (Array.isArray(item)) {
      types.set(at, 'list');
      if (item.length === 0) bare.push(at);
      for (const inside of item as unknown[]) visit(`${at}[]`, inside);
    } else if (typeof item === 'object') {
      types.set(at, 'object');
      for (const [name, inside] of Object.entries(item as object)) visit(`${at}.${name}`, inside);
    } else types.set(at, typeof item);
  };
  visit('', value);
  return { types, bare };
}
