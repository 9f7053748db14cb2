import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';

/** Where a dropped file goes. */
export interface FileDropHost {
  importFile(file: File): void;
  changed(): void;
}

/** Files that are dragged over the element and dropped. */
export class FileDrop {
  private readonly host: FileDropHost;
  private over = false;

  constructor(host: FileDropHost) {
    this.host = host;
  }

  /** Whether a file is held over the element. */
  get dragging(): boolean {
    return this.over;
  }

  private hold(over: boolean): void {
    if (this.over === over) return;
    this.over = over;
    this.host.changed();
  }

  readonly onDragover = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.hold(true);
  };

  readonly onDragleave = (): void => this.hold(false);

  readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.hold(false);
    const file = event.dataTransfer?.files[0];
    if (file) this.host.importFile(file);
  };

  render({ writing }: Messages): TemplateResult | typeof nothing {
    return this.over ? html`<p class="drop">${writing.dropHere}</p>` : nothing;
  }
}
