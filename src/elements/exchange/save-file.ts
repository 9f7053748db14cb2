/** Hands a text to the browser as a file to keep. Nothing leaves the page. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it later than the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
