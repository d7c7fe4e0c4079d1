import type { FileExtension } from '@opus-codegen/operator-api';

/** The MIME types a PUT may name for an extension; the first is the usual one. */
const CONTENT_TYPES: Readonly<Record<FileExtension, readonly string[]>> = {
  '.pdf': ['application/pdf'],
  '.docx': ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  '.csv': ['text/csv'],
  '.xls': ['application/vnd.ms-excel'],
  '.xlsx': ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  '.txt': ['text/plain'],
  '.json': ['application/json'],
  '.html': ['text/html'],
  '.xml': ['application/xml', 'text/xml'],
  '.jpeg': ['image/jpeg'],
  '.jpg': ['image/jpeg'],
  '.png': ['image/png'],
};

/** Whether a Content-Type header is right for an extension; parameters (`; charset=utf-8`) do not matter. */
export function fitsExtension(contentType: string, extension: FileExtension): boolean {
  const [essence = ''] = contentType.split(';');
  return CONTENT_TYPES[extension].includes(essence.trim().toLowerCase());
}
