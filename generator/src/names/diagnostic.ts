/** Something about names that the user should know or decide. The command line makes a catalogued diagnostic of it. */
export interface NameDiagnostic {
  readonly kind: NameDiagnosticKind;
  /** `invoice.inputs.lines[].sku`, in wire names below the workflow's key. */
  readonly place: string;
  /** What happened, in one sentence. Holds text from the service: escape it for where it is shown. */
  readonly message: string;
  /** What to put into the config, ready to paste, or to do. */
  readonly fix: string;
}

export type NameDiagnosticKind =
  /** Two variables asked for one name; both got a longer one. */
  | 'name-collision'
  /** An override that is no usable TypeScript name. It was not applied. */
  | 'override-invalid'
  /** Two overrides give one name, or one gives a name that a variable before it has by override. It was not applied. */
  | 'override-duplicate'
  /** An override for a wire name the workflow does not have. */
  | 'override-unused'
  /** A name in the lockfile gave way to an override, or was no usable name (the file was edited). */
  | 'pin-lost';
