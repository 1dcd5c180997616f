/** Why a file is no text that can be read; the message goes on after the file's name. */
export class UnreadableFile extends Error {}

/** The text of a file, in the encoding that it begins to tell; `progress` is told how many bytes were read. */
export async function readText(file: Blob, progress: (bytes: number) => void): Promise<string> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  // A shell of Windows writes UTF-16 where a command's output goes into a file.
  const encoding =
    start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
  const decoder = new TextDecoder(encoding);
  const parts: string[] = [];
  const reader = file.stream().getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await read(reader);
    if (done) break;
    bytes += value.byteLength;
    const part = decoder.decode(value, { stream: true });
    if (part.includes('\0')) throw new UnreadableFile('is no text');
    parts.push(part);
    progress(bytes);
  }
  parts.push(decoder.decode());
  return parts.join('');
}

/** A file that was moved or forbidden since it was chosen fails here. */
async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (error) {
    throw new UnreadableFile(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}
