/** Bytes as lower-case hexadecimal, two digits each. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of {@link toHex}; the caller has checked the digits. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Numbers as little-endian float32 in base64, whatever the machine's own order of bytes. */
export function floatsToBase64(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i]!, true);
  const bytes = new Uint8Array(view.buffer);
  const parts: string[] = [];
  // A call takes only so many arguments; spreading them would go through an iterator, several times as slow.
  const partLength = 8_192;
  for (let start = 0; start < bytes.length; start += partLength) {
    parts.push(Reflect.apply(String.fromCharCode, null, bytes.subarray(start, start + partLength)));
  }
  return btoa(parts.join(''));
}

/** The numbers of {@link floatsToBase64}, or `null` for a text that is not `count` of them. */
export function floatsFromBase64(base64: string, count: number): Float32Array | null {
  if (base64.length !== base64Length(count * 4)) return null;
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  if (binary.length !== count * 4) return null;
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat32(4 * i, true);
  return values;
}

/** How many characters so many bytes take in base64. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
