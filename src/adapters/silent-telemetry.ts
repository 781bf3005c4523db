import type { Telemetry } from '../app/ports/telemetry.ts';

/** Tells nobody: for replays and tests, where there is no operator. */
export const silentTelemetry: Telemetry = { count() {}, warn() {} };
