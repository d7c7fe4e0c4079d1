/** Why nothing can be said about the project. The message is a whole sentence; `fix` is the next step. */
export class ImpactError extends Error {
  override readonly name = 'ImpactError';
  readonly code: ImpactErrorCode;
  readonly fix: string;

  constructor(code: ImpactErrorCode, message: string, fix: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}

/** `tsconfig-missing`: there is none where it was looked for. `tsconfig-unreadable`: there is one, and it, or one it extends, cannot be read. */
export type ImpactErrorCode = 'tsconfig-missing' | 'tsconfig-unreadable';
