/** Hands text to the browser as a file, or to the clipboard. */

export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}
