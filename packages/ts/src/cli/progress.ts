import { Presets, SingleBar } from 'cli-progress';

/** A bar on stderr if that is a terminal, else nothing. */
export class Progress implements Disposable {
  readonly #bar: SingleBar | undefined;

  constructor(what: string, total: number) {
    if (!process.stderr.isTTY) return;
    const format = `{bar} {value}/{total} ${what}  {eta_formatted} left`;
    this.#bar = new SingleBar(
      { format, stream: process.stderr, clearOnComplete: true, gracefulExit: false, linewrap: true },
      Presets.shades_classic,
    );
    this.#bar.start(total, 0);
  }

  advance(): void {
    this.#bar?.increment();
  }

  [Symbol.dispose](): void {
    this.#bar?.stop();
  }
}
