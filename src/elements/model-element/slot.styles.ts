import { css } from 'lit';

/**
 * What `ModelsElement.renderStatusSlot` draws: as high as a load that is shown as one, or as three lines on a phone,
 * whatever is in it.
 */
export const slotStyles = css`
  .slot {
    container-type: inline-size;
    min-width: 0;
  }
  .slot-content {
    display: grid;
    align-content: start;
    gap: 8px;
    min-height: var(--slot-height, 64px);
  }
  .slot-content > * {
    min-width: 0;
  }
  .combined .row {
    gap: 0 16px;
  }
  .combined details {
    min-width: 0;
  }
  .combined details[open] {
    flex-basis: 100%;
  }
  @container (max-width: 30rem) {
    .slot-content {
      min-height: var(--slot-height-narrow, 88px);
    }
  }
  @media print {
    .slot-content {
      min-height: 0;
    }
  }
`;
