import { startService } from '../../local/service.ts';
import type { DemoReport } from './demo-report.ts';
import { demoService } from './demo-service.ts';
import { type DemoPlay, playDemo } from './play-demo.ts';

export interface DemoOptions extends DemoPlay {
  /** A folder without state. */
  readonly stateDir: string;
}

/** Plays the demo against the embedded service, which is stopped in the end however the demo ends. */
export async function runDemo({ stateDir, ...play }: DemoOptions): Promise<DemoReport> {
  const { configuration } = play;
  const running = await startService({ stateDir, port: 0, configuration, simulation: true });
  try {
    const report = await playDemo(play, demoService(running));
    await running.drained('log');
    return report;
  } finally {
    await running.stop();
  }
}
