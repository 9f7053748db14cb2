/** A point that may get a label, in CSS pixels from the upper left corner. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  /** The label's size. */
  readonly width: number;
  readonly height: number;
}

/** Where a label's upper left corner lies, seen from its point, in CSS pixels. */
export interface LabelOffset {
  readonly dx: number;
  readonly dy: number;
}

/** What labels are placed in. */
export interface LabelBounds {
  readonly width: number;
  readonly height: number;
  /** How many labels at most. */
  readonly most: number;
  /** Half of a point's width, which labels keep away from. */
  readonly radius: number;
  /** Whether a place is good, of those that are free; without it, each is. */
  readonly isGood?: (index: number, offset: LabelOffset) => boolean;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Between a label and its point. */
const gap = 2;

/**
 * Finds places for labels beside their points, so that none lies on another, on a point or over the edge. Points are
 * taken in their order, the most important first, and each gets the first free place of eight around it. One without a
 * free place gets none.
 *
 * @returns by point: the place of its label, or `null`
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  bounds: LabelBounds,
): readonly (LabelOffset | null)[] {
  const { width, height, most, radius } = bounds;
  const dots = points.map(({ x, y }) => boxOf(x - radius, y - radius, 2 * radius, 2 * radius));
  const placed: Box[] = [];
  return points.map((point, index) => {
    if (placed.length >= most) return null;
    const free = offsets(point, radius).find((offset) => {
      const box = labelBox(point, offset);
      const inside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
      return (
        inside &&
        (bounds.isGood?.(index, offset) ?? true) &&
        !placed.some((other) => overlap(box, other)) &&
        !dots.some((dot, other) => other !== index && overlap(box, dot))
      );
    });
    if (!free) return null;
    placed.push(labelBox(point, free));
    return free;
  });
}

/**
 * The labels where some must be seen in any case, such as that of a point that is pointed at. One that has no place yet
 * gets one where no other label lies; where there is none it lies beside its point, and the labels below it go: half of a
 * word would be left of them.
 *
 * @param placed by point, of {@link placeLabels}
 * @param must the points whose labels must be seen, the most important first
 */
export function labelsWith(
  must: readonly number[],
  points: readonly LabelledPoint[],
  placed: readonly (LabelOffset | null)[],
  bounds: Omit<LabelBounds, 'most' | 'isGood'>,
): readonly (LabelOffset | null)[] {
  const { width, height, radius } = bounds;
  const labels = points.map((_, index) => placed[index] ?? null);
  must.forEach((index, rank) => {
    const point = points[index];
    if (!point || labels[index]) return;
    const others = labels.flatMap((label, other) =>
      label ? [{ other, box: labelBox(points[other]!, label) }] : [],
    );
    const free = offsets(point, radius).find((offset) => {
      const box = labelBox(point, offset);
      const inside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
      return inside && !others.some((one) => overlap(box, one.box));
    });
    const offset = free ?? placeOneLabel(point, bounds);
    const covered = others.filter(({ box }) => overlap(labelBox(point, offset), box));
    // What is more important is not covered.
    if (covered.some(({ other }) => must.slice(0, rank).includes(other))) return;
    for (const { other } of covered) labels[other] = null;
    labels[index] = offset;
  });
  return labels;
}

/** Where one label lies that must be seen, whatever is below it: within the bounds, beside its point. */
function placeOneLabel(
  point: LabelledPoint,
  { width, height, radius }: Pick<LabelBounds, 'width' | 'height' | 'radius'>,
): LabelOffset {
  const { x, y } = point;
  const right = radius + gap;
  const dx = x + right + point.width <= width ? right : -right - point.width;
  // One that fits on neither side begins at the edge.
  const left = Math.max(0, Math.min(width - point.width, x + dx));
  const top = Math.max(0, Math.min(height - point.height, y - point.height / 2));
  return { dx: left - x, dy: top - y };
}

/** To the right, to the left, above, below, and the corners. */
function offsets({ width, height }: LabelledPoint, radius: number): LabelOffset[] {
  const away = radius + gap;
  const left = -away - width;
  const above = -away - height;
  const corner = radius * 0.7;
  return [
    { dx: away, dy: -height / 2 },
    { dx: left, dy: -height / 2 },
    { dx: -width / 2, dy: above },
    { dx: -width / 2, dy: away },
    { dx: corner, dy: -corner - height },
    { dx: corner, dy: corner },
    { dx: -corner - width, dy: -corner - height },
    { dx: -corner - width, dy: corner },
  ];
}

function labelBox({ x, y, width, height }: LabelledPoint, { dx, dy }: LabelOffset): Box {
  return boxOf(x + dx, y + dy, width, height);
}

function boxOf(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
