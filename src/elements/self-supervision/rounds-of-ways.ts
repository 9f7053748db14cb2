import type { MaskingLoss, Round, SelfSupervision, Way } from '../../records/views/self-supervision.ts';
import { withLoss } from './rounds.ts';

/** The round of each way, and the losses of the maskings of one text. */
export type Rounds = Omit<SelfSupervision, 'way'>;

export const noRounds: Rounds = { nextToken: null, masked: null, losses: [] };

export function roundOf({ nextToken, masked }: Rounds, way: Way): Round | null {
  return way === 'masked' ? masked : nextToken;
}

/** With a round in the place of that of its way. Those of another text make room, and so do the losses of another model. */
export function withRound(rounds: Rounds, round: Round): Rounds {
  const { set } = round;
  const isOther = (one: Round | null) => one !== null && one.set.text !== set.text;
  const nextToken = set.way === 'next-token' ? round : isOther(rounds.nextToken) ? null : rounds.nextToken;
  const masked = set.way === 'masked' ? round : isOther(rounds.masked) ? null : rounds.masked;
  return { nextToken, masked, losses: lossesAfter(rounds, round) };
}

function lossesAfter({ masked, losses }: Rounds, { set }: Round): readonly MaskingLoss[] {
  if (masked && masked.set.text !== set.text) return set.way === 'masked' ? withLoss([], set) : [];
  if (set.way === 'next-token') return losses;
  const same = masked !== null && masked.set.model.model === set.model.model;
  return withLoss(same ? losses : [], set);
}

/** Without those of one way, or of the other text, that hold no more. */
export function withoutRound(rounds: Rounds, way: Way): Rounds {
  return way === 'masked' ? { ...rounds, masked: null, losses: [] } : { ...rounds, nextToken: null };
}
