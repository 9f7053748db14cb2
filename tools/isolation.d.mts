/** The headers that cross-origin isolation takes, and with it more than one thread. */
export const isolation: Readonly<Record<string, string>>;
