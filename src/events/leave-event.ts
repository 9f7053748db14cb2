/** A person pressed Escape inside of an element that was opened from elsewhere: the focus may go back there. */
export class LmLeaveEvent extends Event {
  static readonly type = 'lm-leave';

  constructor() {
    super(LmLeaveEvent.type, { bubbles: true, composed: true });
  }
}
