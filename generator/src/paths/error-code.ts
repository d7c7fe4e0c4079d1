/** The `code` that Node's errors have: `ENOENT`, `EACCES`, `ERR_MODULE_NOT_FOUND` … */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
