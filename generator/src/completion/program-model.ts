/** A command line as it is declared, as far as completing it asks. */
export interface ProgramModel {
  readonly commands: readonly CommandModel[];
  /** The command that is meant when none is typed. */
  readonly defaultCommand: CommandModel;
  /** What every command takes. */
  readonly commonOptions: readonly OptionModel[];
}

export interface CommandModel {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionModel[];
  /** In order; the last one may be repeated. */
  readonly parameters: readonly ValueModel[];
  readonly takesMore: boolean;
}

export interface OptionModel {
  /** `--fail-on`, or `-h` where there is nothing longer. */
  readonly name: string;
  readonly description: string;
  /** Absent: a flag without a value. */
  readonly value?: ValueModel;
  readonly isRepeatable: boolean;
}

/** What may stand somewhere: words that are known, or what a placeholder like `<path>` or `<key>` calls it. */
export interface ValueModel {
  readonly placeholder: string;
  readonly choices?: readonly string[];
}
