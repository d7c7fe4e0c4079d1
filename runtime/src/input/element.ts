import type { ArrayType, ElementType, FileType } from '@opus-codegen/schema';

/** What a list holds; `undefined`: anything. `array_files` is a list of files under another name. Whether the list may be null is the list's alone. */
export function elementOf(list: ArrayType | FileType): ElementType | undefined {
  if (list.type === 'array') return list.element;
  return { type: 'file', ...(list.accept && { accept: list.accept }) };
}
