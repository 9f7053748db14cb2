/** Where playwright.config.ts serves what: ports apart are origins apart. */
export const ports = { site: 4301, plainSite: 4302, cdn: 4303, host: 4304, isolatedHost: 4305 } as const;

const origin = (port: number) => `http://localhost:${port}`;

/** The built site, cross-origin isolated, so that WASM has threads. */
export const site = origin(ports.site);

/** The built site on a server that sets no headers. */
export const plainSite = origin(ports.plainSite);

/** The one-tag bundle with its models and worker, open to every origin. */
export const cdn = origin(ports.cdn);

/** Pages of somebody else that embed the bundle of {@link cdn}; no headers. */
export const host = origin(ports.host);

/** The same pages, cross-origin isolated. */
export const isolatedHost = origin(ports.isolatedHost);
