import { celFunc, CelScalar, type CelFunc, type CelValue, celEnv, isCelList, isCelMap, listType, objectType } from '@bufbuild/cel';
import { create, createFileRegistry, type DescMessage } from '@bufbuild/protobuf';
import { isReflectMessage, reflect, type ReflectMessage } from '@bufbuild/protobuf/reflect';
import { FieldDescriptorProto_Label, FieldDescriptorProto_Type, FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';

const { BOOL, DYN, INT, STRING } = CelScalar;
const fractionDigits = 30;
const decimalText = /^-?\d{1,40}(?:\.\d{1,30})?$/;

// CEL tells values apart by type, and its type for values of one's own is the message.
const decimalDescriptor = describeDecimal();
const DECIMAL = objectType(decimalDescriptor);
const textField = decimalDescriptor.field.text ?? fail('the decimal message has no text');

function describeDecimal(): DescMessage {
  const file = create(FileDescriptorProtoSchema, {
    name: 'countersign/decimal.proto',
    package: 'countersign',
    syntax: 'proto3',
    messageType: [{ name: 'Decimal', field: [{ name: 'text', jsonName: 'text', number: 1, type: FieldDescriptorProto_Type.STRING, label: FieldDescriptorProto_Label.OPTIONAL }] }],
  });
  const message = createFileRegistry(file, () => undefined).getMessage('countersign.Decimal');
  if (!message) throw new Error('the decimal message is missing from its own file');
  return message;
}

/** Exact: no binary fraction is ever made. Kept as it is written; `equal` knows that 5.00 is 5. */
function decimalFrom(text: string): ReflectMessage {
  if (!decimalText.test(text)) fail(`"${text.slice(0, 40)}" is not a decimal number such as 12400.00, with at most 40 digits before and ${fractionDigits} after the point`);
  const value = reflect(decimalDescriptor);
  value.set(textField, text);
  return value;
}

const isDecimal = (value: unknown): value is ReflectMessage => isReflectMessage(value) && value.desc.typeName === decimalDescriptor.typeName;

/** The value times 10^30, whole: what two decimals are compared by. */
function scaled(value: CelValue): bigint {
  if (typeof value === 'bigint') return value * 10n ** BigInt(fractionDigits);
  const text = isDecimal(value) ? value.get(textField) : undefined;
  if (typeof text !== 'string') return fail('a decimal is compared with decimals and whole numbers only: write decimal("12400.00")');
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(fractionDigits, '0'));
}

const orders: Readonly<Record<string, (left: bigint, right: bigint) => boolean>> = {
  '_<_': (left, right) => left < right,
  '_<=_': (left, right) => left <= right,
  '_>_': (left, right) => left > right,
  '_>=_': (left, right) => left >= right,
};

const ordering: CelFunc[] = Object.entries(orders).flatMap(([operator, holds]) => [
  celFunc(operator, [DECIMAL, DECIMAL], BOOL, (left, right) => holds(scaled(left), scaled(right))),
  celFunc(operator, [DECIMAL, INT], BOOL, (left, right) => holds(scaled(left), scaled(right))),
  celFunc(operator, [INT, DECIMAL], BOOL, (left, right) => holds(scaled(left), scaled(right))),
]);

const standardEquals = celEnv().funcs.find('_==_');

/** CEL calls values of different types unequal; for amounts that would be a silent no, so a decimal beside a text or a double is a failure. */
function equal(left: CelValue, right: CelValue): boolean {
  // Most of what is compared, and by far the cheapest to see.
  if (left === right) return true;
  if (isDecimal(left) || isDecimal(right)) return scaled(left) === scaled(right);
  if (isCelList(left) && isCelList(right)) return left.size === right.size && [...left].every((item, index) => equal(item, right.get(index) as CelValue));
  if (isCelMap(left) && isCelMap(right)) return left.size === right.size && [...left].every(([key, value]) => right.has(key) && equal(value, right.get(key) as CelValue));
  return standardEquals?.call(0, undefined, [left, right]) === true;
}

/** `decimal(text)`, `decimal(int)` and the six comparisons, exact. */
export const decimalFunctions: readonly CelFunc[] = [
  celFunc('decimal', [STRING], DECIMAL, decimalFrom),
  celFunc('decimal', [INT], DECIMAL, (value) => decimalFrom(value.toString())),
  celFunc('decimal', [DECIMAL], DECIMAL, (value) => value),
  celFunc('_==_', [DYN, DYN], BOOL, equal),
  celFunc('_!=_', [DYN, DYN], BOOL, (left, right) => !equal(left, right)),
  celFunc('@in', [DYN, listType(DYN)], BOOL, (item, list) => [...list].some((other) => equal(item, other))),
  ...ordering,
];

function fail(message: string): never {
  throw new Error(message);
}
