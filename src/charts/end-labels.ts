/**
 * Moves labels at the ends of lines apart, as little as it takes: labels that lie on each other become a block around
 * the middle of where they would be.
 *
 * @param wanted where the middle of each label would be
 * @param labelHeight how far apart two middles are at least
 * @returns the middle of each label, within 0 and `height`; `null` where they do not all fit
 */
export function endLabels(
  wanted: readonly number[],
  labelHeight: number,
  height: number,
): readonly number[] | null {
  if (wanted.length * labelHeight > height) return null;
  interface Block {
    readonly members: readonly number[];
    readonly top: number;
  }
  const place = (members: readonly number[]): Block => {
    const own = members.map((index, i) => wanted[index]! - (i + 0.5) * labelHeight);
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
    return { members, top: Math.min(height - members.length * labelHeight, Math.max(0, mean)) };
  };
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const blocks: Block[] = [];
  for (const index of order) {
    let block = place([index]);
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      if (last.top + last.members.length * labelHeight <= block.top) break;
      blocks.pop();
      block = place([...last.members, ...block.members]);
    }
    blocks.push(block);
  }
  const middles: number[] = [];
  for (const { members, top } of blocks) {
    members.forEach((index, i) => (middles[index] = top + (i + 0.5) * labelHeight));
  }
  return middles;
}
