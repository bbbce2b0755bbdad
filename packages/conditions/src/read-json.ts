import { celList, celMap, type CelInput, type CelMap } from '@bufbuild/cel';

const nodesMax = 20_000;
const depthMax = 32;
const stringMaxCharacters = 100_000;

/**
 * A JSON object as CEL sees it: whole numbers as int, others as double, objects as maps that hold own properties only.
 * Throws a plain sentence where the value is too large, too deep or no JSON.
 */
export function celMapOf(value: unknown): CelMap {
  const left = { nodes: nodesMax };
  const converted = convert(value, 0, left);
  if (!(converted instanceof Map)) throw new Error('the content is not an object');
  return celMap(converted);
}

function convert(value: unknown, depth: number, left: { nodes: number }): CelInput {
  left.nodes -= 1;
  if (left.nodes < 0) throw new Error(`the content has more than ${nodesMax} values`);
  if (depth > depthMax) throw new Error(`the content is nested more than ${depthMax} levels deep`);
  switch (typeof value) {
    case 'string':
      if (value.length > stringMaxCharacters) throw new Error(`a text in the content has more than ${stringMaxCharacters} characters`);
      return value;
    case 'boolean':
      return value;
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? value : tooLarge(value);
    case 'object':
      break;
    default:
      throw new Error(`a ${typeof value} is no JSON`);
  }
  if (value === null) return null;
  if (Array.isArray(value)) return celList(value.map((item) => convert(item, depth + 1, left)));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Error('the content holds something that is no JSON');
  // A Map, so that a property named __proto__ or constructor is a key like any other.
  return new Map(Object.entries(value).map(([name, item]) => [name, convert(item, depth + 1, left)]));
}

function tooLarge(value: bigint): never {
  throw new Error(`${value} does not fit into 64 bits; write it as decimal("${value}")`);
}
