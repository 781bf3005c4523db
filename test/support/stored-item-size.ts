import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * The bytes that DynamoDB charges for: names and values in UTF-8; a number one byte per two significant digits and
 * one more, and another when negative; a list or map 3 bytes and 1 per element.
 * @see Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 */
export function storedItemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return value.L.reduce((sum, part) => sum + 1 + valueSize(part), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + storedItemSize(value.M);
  throw new Error(`No rule for the size of ${JSON.stringify(value)}.`);
}

function numberSize(text: string): number {
  const [digits = ''] = text.split(/e/i);
  const significant = digits.replace(/[-+.]/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(significant.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

function utf8(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
