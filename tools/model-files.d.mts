export function listModelFiles(): Record<string, { path: string; bytes: number; sha256: string }[]>;
