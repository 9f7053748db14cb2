import type { TokenRecord } from '../../records/token-record.ts';

/** One of many continuations of the same text. */
export interface Completion {
  readonly seed: number;
  /** The generated tokens, without those of the text that is continued. */
  readonly tokens: readonly TokenRecord[];
  /** Why it ended, such as `max-tokens`; `null` while it is written. */
  readonly finishReason: string | null;
}

/** A token that could have been the first, best first. */
export interface FirstToken {
  readonly tokenId: number;
  readonly text: string;
  /** Before temperature and filters. */
  readonly probability: number;
  /** After temperature and filters, renormalised; 0 where a filter cut the token. */
  readonly finalProbability: number;
}
