/** What the benchmark is at, on stderr: one line that changes on a terminal, a line a suite elsewhere. */
export interface Progress {
  suite(title: string): void;
  step(text: string): void;
  end(): void;
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  const clear = (): void => void (stream.isTTY && stream.write('\r\u001B[2K'));
  return {
    suite(title) {
      clear();
      stream.write(`${title}\n`);
    },
    step(text) {
      if (!stream.isTTY) return;
      clear();
      stream.write(`  ${text}`.slice(0, Math.max(20, stream.columns - 1)));
    },
    end: clear,
  };
}
