import { paint } from './paint.ts';
import { printLine } from './print.ts';

/** Writes an empty line and a title, with what it is about in a few words behind. */
export function printTitle(text: string, detail: string): void {
  printLine();
  printLine(`${paint.bold(paint.cyan(text))}  ${paint.dim(detail)}`);
}
