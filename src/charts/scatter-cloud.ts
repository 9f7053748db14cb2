import { scatterShare, type ScatterRange } from './scatter-scale.ts';

/** Many places that are drawn as a cloud, without names: natural logarithms of probabilities, as many of each. */
export interface ScatterCloud {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Side of a dot, in CSS pixels. */
const dot = 1.5;

/**
 * Draws the cloud in the canvas's own text colour, so that the style sheet decides on it. Places outside of the range
 * are left out: at the edge they would look like a crowd.
 *
 * @param side of the canvas, in CSS pixels
 */
export function drawCloud(
  canvas: HTMLCanvasElement,
  { x, y }: ScatterCloud,
  range: ScatterRange,
  side: number,
): void {
  const ratio = window.devicePixelRatio;
  const pixels = Math.round(side * ratio);
  canvas.width = pixels;
  canvas.height = pixels;
  const context = canvas.getContext('2d');
  if (!context || pixels === 0) return;
  context.fillStyle = getComputedStyle(canvas).color;
  const size = Math.max(1, dot * ratio);
  const low = range.low * Math.LN10;
  const high = range.high * Math.LN10;
  const count = Math.min(x.length, y.length);
  for (let i = 0; i < count; i++) {
    const across = x[i]!;
    const up = y[i]!;
    if (!(across >= low && across <= high && up >= low && up <= high)) continue;
    context.fillRect(
      scatterShare(across, range) * pixels - size / 2,
      (1 - scatterShare(up, range)) * pixels - size / 2,
      size,
      size,
    );
  }
}
