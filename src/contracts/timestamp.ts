import * as z from 'zod';
import { parseInstant } from '../core/time/instant.ts';

/** An RFC 3339 time with its offset, read as an instant; dates that no calendar has are refused. */
export const timestampSchema = z.iso
  .datetime({ offset: true, error: 'send an RFC 3339 time with its offset, e.g. 2026-11-24T22:00:00Z' })
  .transform(parseInstant);

/** The caller's clock: honoured by a service started for simulation, refused by a live one. */
export const simulatedClockSchema = timestampSchema
  .meta({ description: 'The time to act at. Only a service started for simulation takes it.' })
  .exactOptional();
