/** What an adapter tells of itself. */
interface TellingAdapter {
  readonly description?: string;
  readonly architecture?: string;
  readonly isFallbackAdapter?: boolean;
}

/** Whether a graphics adapter is a program on the processor: right numbers, no speed. Not all of them say so themselves. */
export function isSoftware({ description, architecture, isFallbackAdapter }: TellingAdapter): boolean {
  return (
    Boolean(isFallbackAdapter) || /swiftshader|llvmpipe|basic render/i.test(`${description} ${architecture}`)
  );
}
