export interface StopRequest {
  /** Whether the user asked to stop. */
  readonly made: () => boolean;
  /** Gives the signals back to their default. */
  readonly forget: () => void;
}

/** Takes the first Ctrl-C or SIGTERM as a request to stop at the next good moment; a second one ends the process. */
export function listenForStop(): StopRequest {
  let requested = false;
  const request = (): void => {
    requested = true;
    forget();
  };
  const forget = (): void => {
    process.off('SIGINT', request);
    process.off('SIGTERM', request);
  };
  process.on('SIGINT', request);
  process.on('SIGTERM', request);
  return { made: () => requested, forget };
}
