export const howToGetOne: string;
export function findChromium(): string | undefined;
export const browserFlags: string[];
export const softwareGpuFlags: string[];
