import { labelsWith, placeLabels, type LabelledPoint, type LabelOffset } from './scatter-labels.ts';

/** Names of points, in CSS pixels. */
export interface LabelSizes {
  /** Of the name of each point. */
  readonly widths: readonly number[];
  /** Of the widest number. */
  readonly numberWidth: number;
  readonly height: number;
}

/** What stands beside a point. */
export interface PointLabel {
  /** Of a point without room for its name: from 1 on, in the order of the points. */
  readonly number: number | null;
  /** Whether its name must be seen all the same, in the place of the number. */
  readonly isNamed: boolean;
  /** Where the number or the name is; `null` where there is no room for either. */
  readonly offset: LabelOffset | null;
}

/** Each pass takes the names that had no room; what is left after these would not be read anyway. */
const mostPasses = 4;
/** Numbers in a crowd lie so much closer to their points. */
const closer = 0.7;

function count(offsets: readonly unknown[]): number {
  return offsets.filter(Boolean).length;
}

/**
 * Names beside points, as many as have room: without lying on each other, and each clearly nearer to its own point than to any
 * other. The other points get numbers, to be explained elsewhere.
 *
 * @param must points whose names must be seen, the most important first
 */
export function pointLabels(
  places: readonly { readonly x: number; readonly y: number }[],
  { widths, numberWidth, height }: LabelSizes,
  must: readonly number[],
  bounds: { readonly width: number; readonly height: number; readonly radius: number },
): readonly PointLabel[] {
  const boxOf = (index: number, width: number) => ({ ...places[index]!, width, height });
  const boxes = (numbered: ReadonlySet<number>) =>
    places.map((_, index) => boxOf(index, numbered.has(index) ? numberWidth : widths[index]!));
  const place = (numbered: ReadonlySet<number>, radius: number) => {
    const current = boxes(numbered);
    const isGood = (index: number, offset: LabelOffset) => isNearest(index, current, offset, radius);
    return placeLabels(current, { ...bounds, radius, most: places.length, isGood });
  };

  let numbered = new Set<number>();
  let offsets = place(numbered, bounds.radius);
  for (let pass = 0; pass < mostPasses; pass++) {
    const without = offsets.flatMap((offset, index) => (offset || numbered.has(index) ? [] : [index]));
    if (without.length === 0) break;
    numbered = new Set([...numbered, ...without]);
    offsets = place(numbered, bounds.radius);
  }
  if (offsets.some((offset) => !offset)) {
    // A crowd: where the names are in the way of numbers, there are numbers only.
    const all = new Set(places.keys());
    const ofAll = place(all, bounds.radius * closer);
    if (count(ofAll) > count(offsets)) {
      numbered = all;
      offsets = ofAll;
    }
  }

  const numbers = new Map([...numbered].sort((a, b) => a - b).map((index, i) => [index, i + 1]));
  // The name takes the place of the number.
  const named = boxes(numbered).map((box, index) =>
    must.includes(index) ? boxOf(index, widths[index]!) : box,
  );
  const free = offsets.map((offset, index) => (must.includes(index) && numbered.has(index) ? null : offset));
  const shown = labelsWith(must, named, free, bounds);
  return places.map((_, index) => ({
    number: numbers.get(index) ?? null,
    isNamed: must.includes(index) || !numbered.has(index),
    offset: shown[index] ?? null,
  }));
}

/** Whether a label lies clearly nearer to its own point than to any other: else it would be read as that one's. */
function isNearest(
  index: number,
  boxes: readonly LabelledPoint[],
  { dx, dy }: LabelOffset,
  radius: number,
): boolean {
  const { x, y, width, height } = boxes[index]!;
  const distance = (point: { readonly x: number; readonly y: number }) =>
    Math.hypot(
      Math.max(x + dx - point.x, 0, point.x - x - dx - width),
      Math.max(y + dy - point.y, 0, point.y - y - dy - height),
    );
  const own = distance({ x, y });
  // Of points in one place, no label says which it means.
  const isTwin = (other: LabelledPoint) => Math.hypot(other.x - x, other.y - y) < 2 * radius;
  return boxes.every((other, i) => i === index || isTwin(other) || distance(other) > own + 2);
}
