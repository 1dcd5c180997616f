import type { SourceFile } from '../model/source.ts';

/** Several files as the documents of one; a comment tells where each comes from. */
export function joinFiles(files: readonly SourceFile[]): string {
  const texts = files.map(({ name, text }) => {
    const own = text.replace(/^\uFEFF/, '');
    // A directive must not follow a marker that opens a document.
    const marker = /^(?:\s|#[^\n]*\n)*%/.test(own) ? '...' : '---';
    return `${marker}\n# ${name}\n${own}${own.endsWith('\n') ? '' : '\n'}`;
  });
  return texts.join('');
}
