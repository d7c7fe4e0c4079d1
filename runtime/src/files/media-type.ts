/** The media type a file is uploaded with, by its extension: the twelve of the contract (operator-api.md §1). */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.csv': 'text/csv',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.txt': 'text/plain',
  '.json': 'application/json',
  '.html': 'text/html',
  '.xml': 'application/xml',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

/** `application/octet-stream` for an extension the contract does not name: a newer workflow may accept it all the same. */
export function mediaTypeOf(extension: string): string {
  return MEDIA_TYPES[extension] ?? 'application/octet-stream';
}

/** The extensions a media type may stand for (`image/jpeg` → `.jpeg`, `.jpg`); parameters such as a charset do not matter. */
export function extensionsOf(mediaType: string): readonly string[] {
  const bare = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  // Both names of XML are in use; browsers say text/xml.
  const known = bare === 'text/xml' ? 'application/xml' : bare;
  return Object.keys(MEDIA_TYPES).filter((extension) => MEDIA_TYPES[extension] === known);
}
