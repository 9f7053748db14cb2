import { css } from 'lit';
import { pointPlotStyles } from './point-plot.styles.ts';

/** The styles of a `tradeOff`. */
export const tradeOffStyles = css`
  ${pointPlotStyles}
  .zero-band {
    fill: var(--panel);
  }
  .plot-behind .zero-line {
    stroke: var(--control-line);
    stroke-dasharray: 2 3;
  }
  .plot-numbers > li {
    align-items: baseline;
  }
  .plot-numbers > li > :first-child {
    min-width: 1.125rem;
    color: var(--ink);
    text-align: end;
  }
  @media (forced-colors: active) {
    .zero-band {
      fill: Canvas;
    }
    .plot-behind .zero-line {
      stroke: CanvasText;
    }
  }
`;
