/** A point of one of some lines. */
export interface PointOfLine {
  readonly series: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Where a key leads from a point: left and right along its line; up and down to the next line, at its point with the nearest x,
 * so that each line is reached; Page Up and Page Down through all points in their order; Home and End to the first and the last.
 *
 * @returns `null` for a key that leads nowhere
 */
export function nextLinePoint(points: readonly PointOfLine[], index: number, key: string): number | null {
  const last = points.length - 1;
  const here = points[index];
  if (!here) return null;
  const among = (order: readonly number[], step: number) =>
    order[Math.max(0, Math.min(order.length - 1, order.indexOf(index) + step))]!;
  const own = () =>
    points
      .map((_, i) => i)
      .filter((i) => points[i]!.series === here.series)
      .sort((a, b) => points[a]!.x - points[b]!.x || a - b);
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return Math.min(last, index + 1);
    case 'PageUp':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return among(own(), 1);
    case 'ArrowLeft':
      return among(own(), -1);
    case 'ArrowUp':
      return among(column(points, index), 1);
    case 'ArrowDown':
      return among(column(points, index), -1);
    default:
      return null;
  }
}

/** Of each line the point that is nearest to one's x, upwards. */
function column(points: readonly PointOfLine[], index: number): number[] {
  const here = points[index]!;
  const distance = (i: number) => Math.abs(points[i]!.x - here.x);
  const nearest = new Map<number, number>([[here.series, index]]);
  points.forEach(({ series }, i) => {
    if (series === here.series) return;
    const other = nearest.get(series);
    if (other === undefined || distance(i) < distance(other)) nearest.set(series, i);
  });
  return [...nearest.values()].sort((a, b) => points[a]!.y - points[b]!.y || a - b);
}
