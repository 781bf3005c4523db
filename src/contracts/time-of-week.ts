import * as z from 'zod';

export const timeOfDay = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'use HH:MM from 00:00 to 23:59' });

export const endOfDay = z
  .string()
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, { error: 'use HH:MM from 00:00 to 24:00' });

export const weekdays = z
  .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
  .min(1)
  .max(7);
