import * as z from 'zod';
import type { Phone } from '../core/rules/contact-profile.ts';
import { areaCodeOf, telephoneNumberSchema } from './telephone-number.ts';
import { timestampSchema } from './timestamp.ts';

/** Neither an e-mail address nor a number as people write it fits: an id is all that is kept. */
const pointIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, {
    error: 'send 1–64 letters, digits, ".", "_", ":" or "-", starting with a letter or digit',
  })
  .meta({ description: 'Your own id of it, not the number or address itself.' });

const placeOfPhone = z.enum(['personal', 'work']);
const lineSchema = z.enum(['mobile', 'landline', 'voip', 'unknown']);
const placeOfEmail = z.enum(['personal', 'work', 'unknown']);
const permitted = z.literal(true, { error: 'send true, or leave it out where nothing permits it' });

/** A telephone number on its way in. Of the number only its area code comes through. */
export const phoneSchema = z
  .strictObject({
    id: pointIdSchema,
    number: telephoneNumberSchema.exactOptional().meta({
      description: 'The number. Only its area code is kept; the rest is forgotten before anything is stored.',
    }),
    areaCode: z
      .string()
      .regex(/^[2-9]\d{2}$/, { error: 'send the three digits of a North American area code' })
      .exactOptional()
      .meta({ description: 'Instead of the number. With neither, nobody can tell the place.' }),
    line: lineSchema.default('unknown'),
    place: placeOfPhone,
    permitted: permitted
      .exactOptional()
      .meta({ description: 'Work numbers: the borrower has said that the employer permits calls there.' }),
    status: z.enum(['wrong-party', 'reassigned']).exactOptional(),
    reassignedCheckedAt: timestampSchema
      .exactOptional()
      .meta({ description: 'When the Reassigned Numbers Database said that it is still the borrower’s.' }),
    registry: z
      .strictObject({ checkedAt: timestampSchema, listed: z.boolean() })
      .exactOptional()
      .meta({ description: 'What the National Do Not Call Registry said, and when.' }),
  })
  .refine(({ number, areaCode }) => number === undefined || areaCode === undefined, {
    path: ['areaCode'],
    error: 'send either the number or its area code',
  })
  .transform(({ number, areaCode, ...kept }): Phone => {
    const code = number === undefined ? areaCode : areaCodeOf(number);
    return { ...kept, ...(code === undefined ? {} : { areaCode: code }) };
  });

/** An e-mail address by its id; the address itself is never asked for. */
export const emailSchema = z.strictObject({
  id: pointIdSchema,
  place: placeOfEmail.default('unknown').meta({ description: '`unknown` is treated as an employer’s.' }),
  permitted: permitted
    .exactOptional()
    .meta({ description: 'The borrower has used it for this or consented to it directly.' }),
  status: z.literal('wrong-party').exactOptional(),
});

/** A postal address; of it only the five digits that tell the place are kept. */
export const addressSchema = z.strictObject({
  id: pointIdSchema,
  zip: z
    .string()
    .regex(/^\d{5}(?:-\d{4})?$/, { error: 'send five digits, or ZIP+4 such as 32501-1234' })
    .transform((zip) => zip.slice(0, 5)),
  place: z.enum(['home', 'work', 'other']).default('other'),
});

const momentSchema = z.iso.datetime();

/** The same as answers show them. */
export const phoneViewSchema = z.strictObject({
  id: z.string(),
  areaCode: z.string().exactOptional(),
  line: lineSchema,
  place: placeOfPhone,
  permitted: z.literal(true).exactOptional(),
  status: z.enum(['wrong-party', 'reassigned']).exactOptional(),
  reassignedCheckedAt: momentSchema.exactOptional(),
  registry: z.strictObject({ checkedAt: momentSchema, listed: z.boolean() }).exactOptional(),
});

export const emailViewSchema = z.strictObject({
  id: z.string(),
  place: placeOfEmail,
  permitted: z.literal(true).exactOptional(),
  status: z.literal('wrong-party').exactOptional(),
});

export const addressViewSchema = z.strictObject({
  id: z.string(),
  zip: z.string(),
  place: z.enum(['home', 'work', 'other']),
});
