import {
  ApiError,
  ConfigError,
  JournalError,
  NetworkError,
  RequestTimeoutError,
  SchemaDriftError,
  type OpusError,
} from '@opus-codegen/runtime';

/** Whether an error of one row says what would become of the next. */
export type Outlook = 'hopeless' | 'bad' | 'open';

/**
 * `hopeless`: every further row meets the same, such as a key that is refused. `bad`: the service could not be asked, which passes or does not.
 * `open`: it is about this row. Pure.
 */
export function outlookAfter(error: OpusError): Outlook {
  if (error instanceof ConfigError) return 'hopeless';
  if (error instanceof JournalError) return error.code === 'JOURNAL_FAILED' ? 'hopeless' : 'open';
  if (error instanceof SchemaDriftError) return error.code === 'WORKFLOW_NOT_FOUND' ? 'hopeless' : 'open';
  if (error instanceof ApiError) {
    switch (error.code) {
      case 'UNAUTHORIZED':
      case 'FORBIDDEN':
      case 'UNEXPECTED_REDIRECT':
        return 'hopeless';
      case 'RATE_LIMITED':
      case 'SERVER_ERROR':
      case 'UNEXPECTED_RESPONSE':
        return 'bad';
      case 'BAD_REQUEST':
      case 'NOT_FOUND':
      case 'CONFLICT':
      case 'NOT_ACCEPTED':
        return 'open';
      default:
        return error.code satisfies never;
    }
  }
  return error instanceof NetworkError || error instanceof RequestTimeoutError ? 'bad' : 'open';
}

/** So many rows in a row that could not ask are an outage; no less than run at a time, for those meet it together. */
export function outageAfter(concurrency: number): number {
  return Math.max(10, 2 * concurrency);
}
