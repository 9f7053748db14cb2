import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { ViewModel, ViewName } from '../../records/index.ts';
import { copyToClipboard } from './clipboard.ts';
import { FileDrop } from './file-drop.ts';
import { addressWith } from './page-address.ts';
import { exchangePanel, fileField, linkField, type Remark } from './panel.ts';
import { readFile } from './read-file.ts';
import { saveFile } from './save-file.ts';

/** What is taken out of a view, and where what is brought in goes. */
export interface ExchangeHost {
  /** Whose files they are. */
  readonly view: ViewName;
  /** All that is shown, as `writeView` gives it; `null` where nothing is. */
  json(): string | null;
  /** The same as a table, where the view has rows. */
  csv?(): string | null;
  /**
   * Shows what a file holds, and ends what is under way.
   *
   * @returns the models that the file names
   * @throws RecordError saying what is wrong; nothing is changed then
   */
  open(text: string): readonly ViewModel[];
  /** Under which name links hold the view's state; without one there are no links. */
  linkKey(): string;
  /** What a link says. */
  linkEntries(): [name: string, value: string][];
  /** What is too long for it. */
  linkLacks(): readonly string[];
  /** Tells the page of an error; it is shown here. */
  failed(error: unknown): void;
  changed(): void;
}

/** The ways in and out of a view: link, CSV, JSON, by buttons and by a file that is dropped. */
export class Exchange {
  /** For the element's root: its handlers, and what it shows. */
  readonly drop: FileDrop;
  private readonly host: ExchangeHost;
  private remark: Remark | null = null;
  private error: unknown = null;
  private isOpen = false;
  /** A link that could not be copied, to be copied by hand. */
  private link: string | null = null;
  private reads = 0;

  constructor(host: ExchangeHost) {
    this.host = host;
    this.drop = new FileDrop({
      importFile: (file) => void this.importFile(file),
      changed: () => host.changed(),
    });
  }

  private say(remark: Remark | null, error: unknown = null): void {
    this.remark = remark;
    this.error = error;
    this.link = null;
    this.host.changed();
  }

  private async copyLink(): Promise<void> {
    const link = addressWith(this.host.linkEntries());
    const lacking = this.host.linkLacks();
    const copied = await copyToClipboard(link);
    this.say(({ records }) =>
      lacking.length > 0 ? records.linkLacks(lacking) : copied ? records.linkCopied : records.notCopied,
    );
    if (!copied) this.link = link;
  }

  private save(text: string | null, ending: 'json' | 'csv'): void {
    if (text === null) {
      this.say(({ exchange }) => exchange.nothingToExport);
      return;
    }
    const name = `lm-lens-${this.host.view}.${ending}`;
    saveFile(name, text, ending === 'csv' ? 'text/csv;charset=utf-8' : 'application/json');
    this.say(({ records }) => records.exported(name));
  }

  /** Reads a file and shows what is in it; where it cannot be taken, says why and changes nothing. */
  async importFile(file: File): Promise<void> {
    const read = ++this.reads;
    // Where what becomes of it is told.
    this.isOpen = true;
    this.say(({ records }) => records.importing);
    try {
      const text = await readFile(file, this.host.view);
      // A later file has taken over.
      if (read !== this.reads) return;
      const models = this.host.open(text);
      this.say(({ exchange }) => exchange.imported(models));
    } catch (error) {
      if (read !== this.reads) return;
      this.say(null, error);
      this.host.failed(error);
    }
  }

  /** The panel, folded away until it is opened or a file was dropped. */
  render(messages: Messages): TemplateResult {
    const { host, isOpen: open, remark, error } = this;
    const onToggle = (isOpen: boolean) => {
      this.isOpen = isOpen;
      host.changed();
    };
    return exchangePanel({ open, onToggle, buttons: this.renderButtons(messages), remark, error }, messages);
  }

  private renderButtons({ records, writing }: Messages): TemplateResult {
    const { host, link } = this;
    return html`<div class="row" part="transfer">
        ${
          host.linkKey()
            ? html`<button part="copy-link" @click=${() => this.copyLink()}>${records.copyLink}</button>`
            : nothing
        }
        ${
          host.csv
            ? html`<button part="export-csv" @click=${() => this.save(host.csv!(), 'csv')}>
                ${records.exportCsv}
              </button>`
            : nothing
        }
        <button part="export-json" @click=${() => this.save(host.json(), 'json')}>
          ${records.exportJson}
        </button>
        ${fileField(records.importJson, (file) => void this.importFile(file))}
      </div>
      ${linkField(link, writing.linkField)}`;
  }
}
