import * as z from 'zod';

/** Of the North American Numbering Plan, with or without 1 or +1, in the usual spellings. */
const NORTH_AMERICAN = /^(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-]?)[2-9]\d{2}[ .-]?\d{4}$/;
/** Any other country's, as E.164 writes it; spaces, dots and hyphens may part its digits. */
const FOREIGN = /^\+[2-9](?:[ .-]?\d){6,14}$/;
const EITHER = new RegExp(`${NORTH_AMERICAN.source}|${FOREIGN.source}`);

/** A whole telephone number, which is read only for its area code and not kept. */
export const telephoneNumberSchema = z.string().max(32).regex(EITHER, {
  error: 'send ten digits or +1 and ten digits without an extension, or + and the number of another country',
});

/** The three digits after the country code; `undefined` for a number of another country, which tells no US place. */
export function areaCodeOf(number: string): string | undefined {
  return NORTH_AMERICAN.test(number) ? number.replaceAll(/\D/g, '').slice(-10, -7) : undefined;
}
