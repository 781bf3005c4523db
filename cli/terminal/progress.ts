import { Presets, SingleBar } from 'cli-progress';

export interface ProgressBar {
  /** @param note A few words behind the bar, e.g. the phase; stays until the next one. */
  update(done: number, note?: string): void;
  stop(): void;
}

/**
 * A progress bar on standard error, so that standard output stays clean for results; silent when standard error is
 * no terminal.
 * @param total What `update` counts up to; when absent, only the count is shown.
 */
export function progressBar(label: string, total?: number): ProgressBar {
  const counter =
    total === undefined ? '{value}' : '{bar} {percentage} % | {value}/{total} | ETA {eta_formatted}';
  const bar = new SingleBar(
    {
      format: `${label} ${counter} {note}`,
      stream: process.stderr,
      noTTYOutput: false,
      barsize: 24,
      hideCursor: true,
      clearOnComplete: false,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  let value = 0;
  bar.start(total ?? 0, 0, { note: '' });
  return {
    update: (done, note) => {
      value = done;
      if (total === undefined) bar.setTotal(done);
      if (note === undefined) bar.update(value);
      else bar.update(value, { note });
    },
    stop: () => bar.stop(),
  };
}
