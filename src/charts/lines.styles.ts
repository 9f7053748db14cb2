import { css } from 'lit';
import { pointPlotStyles } from './point-plot.styles.ts';

/** The styles of `lines`. */
export const linesStyles = css`
  ${pointPlotStyles}
  .plot-behind .line-path {
    stroke: var(--series);
    stroke-width: 1.5px;
    stroke-linejoin: round;
  }
  .plot-behind .line-path.shown {
    stroke-width: 3px;
  }
  .plot-behind .line-leaders {
    stroke: var(--line);
  }
  .line-label {
    position: absolute;
    right: 0;
    left: 22px;
    color: var(--ink);
    line-height: 18px;
    white-space: nowrap;
    transform: translateY(-50%);
  }
  .line-label.shown {
    font-weight: 600;
  }
  .plot-missing .name {
    margin-inline-end: 4px;
    color: var(--ink);
  }
  @media (forced-colors: active) {
    .plot-behind .line-path {
      stroke: CanvasText;
    }
    .plot-behind .line-path.shown {
      stroke: Highlight;
    }
    .plot-behind .line-leaders {
      stroke: GrayText;
    }
  }
`;
