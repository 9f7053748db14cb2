/**
 * Who measures in this page: two at a time would measure each other. Dispatches `change`, a plain event, when somebody begins or
 * ends.
 */
export class OneAtATime extends EventTarget {
  private owner: object | null = null;

  /** Whether somebody measures, other than `me`. */
  isTakenFrom(me: object): boolean {
    return this.owner !== null && this.owner !== me;
  }

  /**
   * Begins to measure.
   *
   * @returns what ends it, to be called whatever happens; `null` where somebody measures already
   */
  begin(me: object): (() => void) | null {
    if (this.owner) return null;
    this.owner = me;
    this.dispatchEvent(new Event('change'));
    return () => {
      if (this.owner !== me) return;
      this.owner = null;
      this.dispatchEvent(new Event('change'));
    };
  }
}

/** The page's own. */
export const oneMeasurement = new OneAtATime();
