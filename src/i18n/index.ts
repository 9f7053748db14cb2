export type { Messages } from './types.ts';
export type { Format } from './format.ts';
export { LocaleController } from './locale-controller.ts';
export { messagesFor, describeError } from './messages-for.ts';
