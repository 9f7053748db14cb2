import { html, nothing, type TemplateResult } from 'lit';
import { findModel } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import {
  logitsBytes,
  readSession,
  RecordError,
  requireModel,
  tooLongForLink,
  writeCsv,
  writeLink,
  writeSession,
  type LinkState,
  type Session,
  type TokenRecord,
} from '../../records/index.ts';
import { copyToClipboard } from '../exchange/clipboard.ts';
import { addressWith } from '../exchange/page-address.ts';
import { exchangePanel, fileField, linkField, type Remark } from '../exchange/panel.ts';
import { readFile } from '../exchange/read-file.ts';
import { saveFile } from '../exchange/save-file.ts';
import { check } from '../check.ts';

/** What is taken out of an element, and where what is brought in goes. */
export interface TransferHost {
  /** The model that is chosen. */
  model(): string;
  /** Whether another model may be chosen. */
  fixedModel(): boolean;
  /** Under which name links hold the element's state; without one there are no links. */
  linkKey(): string;
  /** All that is there; `null` where nothing is. */
  session(): Session | null;
  /** The text of the current branch. */
  text(): string;
  /** The logits that are kept. */
  logits(): Map<TokenRecord, Float32Array>;
  linkState(): Partial<LinkState>;
  /** Ends what is under way and shows a session that was brought in. */
  open(session: Session): Promise<void>;
  /** Tells the page of an error; it is shown here. */
  failed(error: unknown): void;
  changed(): void;
}

/** The ways in and out: link, text, JSON, CSV. */
export class Transfer {
  private readonly host: TransferHost;
  private remark: Remark | null = null;
  private error: unknown = null;
  private isOpen = false;
  /** A good file of another model, which can be taken once that model is chosen. */
  private foreign: Session | null = null;
  /** A link that could not be copied, to be copied by hand. */
  private link: string | null = null;
  private withLogits = false;
  private reads = 0;

  constructor(host: TransferHost) {
    this.host = host;
  }

  private say(remark: Remark | null, error: unknown = null): void {
    this.remark = remark;
    this.error = error;
    this.foreign = null;
    this.link = null;
    this.host.changed();
  }

  /** @returns whether the browser allowed it */
  async copyText(): Promise<boolean> {
    const copied = await copyToClipboard(this.host.text());
    this.say(({ records }) => (copied ? records.textCopied : records.notCopied));
    return copied;
  }

  private async copyLink(): Promise<void> {
    const state = this.host.linkState();
    const link = addressWith(writeLink(this.host.linkKey(), state));
    const lacking = tooLongForLink(state);
    const copied = await copyToClipboard(link);
    this.say(({ records }) =>
      lacking.length > 0 ? records.linkLacks(lacking) : copied ? records.linkCopied : records.notCopied,
    );
    if (!copied) this.link = link;
  }

  private exportAs(kind: 'json' | 'csv'): void {
    const session = this.host.session();
    if (!session) {
      this.say(({ records }) => records.nothingToExport);
      return;
    }
    const name = `lm-lens-${session.model}.${kind}`;
    if (kind === 'csv') saveFile(name, writeCsv(session), 'text/csv;charset=utf-8');
    else {
      const full = this.withLogits ? { ...session, logits: this.host.logits() } : session;
      saveFile(name, writeSession(full), 'application/json');
    }
    this.say(({ records }) => records.exported(name));
  }

  /** Reads a file and shows what is in it; where it cannot be taken, says why and changes nothing. */
  async importFile(file: File): Promise<void> {
    const read = ++this.reads;
    // Where what becomes of it is told.
    this.isOpen = true;
    this.say(({ records }) => records.importing);
    let session: Session | null = null;
    try {
      const text = await readFile(file, 'generation');
      // A later file has taken over.
      if (read !== this.reads) return;
      session = readSession(text);
      requireModel(session, this.host.model());
      await this.take(session);
    } catch (error) {
      if (read !== this.reads) return;
      this.say(null, error);
      this.host.failed(error);
      const other = error instanceof RecordError && error.code === 'other-model';
      const known = session && findModel(session.model)?.task === 'autoregressive';
      if (other && known && !this.host.fixedModel()) this.foreign = session;
    }
  }

  /** @throws RecordError where the file cannot be of the model that it names */
  private async take(session: Session): Promise<void> {
    requireModel(session, session.model, findModel(session.model));
    await this.host.open(session);
    const tokens = new Set(session.branches.flatMap((branch) => branch.tokens)).size;
    this.say(
      ({ records }) =>
        `${records.imported(session.branches.length, tokens)} ${records.replayed(session.model, session.form)}`,
    );
  }

  private async takeForeign(session: Session): Promise<void> {
    try {
      await this.take(session);
    } catch (error) {
      this.say(null, error);
      this.host.failed(error);
    }
  }

  renderPanel(messages: Messages): TemplateResult {
    const { isOpen: open, remark, error, foreign } = this;
    const onToggle = (isOpen: boolean) => {
      this.isOpen = isOpen;
      this.host.changed();
    };
    const remedy = foreign
      ? html`<div class="row">
          <button part="choose-model" @click=${() => this.takeForeign(foreign)}>
            ${messages.records.chooseModel(findModel(foreign.model)!.name)}
          </button>
        </div>`
      : nothing;
    const buttons = this.renderButtons(messages);
    return exchangePanel({ open, onToggle, buttons, remark, error, remedy }, messages);
  }

  private renderButtons(messages: Messages): TemplateResult {
    const { records } = messages;
    const { host, link } = this;
    // Folded away, nobody reads how many bytes there are, and they are counted over all branches.
    const session = this.isOpen ? host.session() : null;
    const kept = session ? host.logits().size : 0;
    const bytes = kept > 0 ? logitsBytes(kept, session!.vocabularySize) : 0;
    return html`<div class="row" part="transfer">
        ${
          host.linkKey()
            ? html`<button part="copy-link" @click=${() => this.copyLink()}>${records.copyLink}</button>`
            : nothing
        }
        <button part="copy-text" @click=${() => this.copyText()}>${records.copyText}</button>
        <button part="export-csv" @click=${() => this.exportAs('csv')}>${records.exportCsv}</button>
        <button part="export-json" @click=${() => this.exportAs('json')}>${records.exportJson}</button>
        ${check(records.withLogits(bytes), this.withLogits, (checked) => {
          this.withLogits = checked;
        })}
        ${fileField(records.importJson, (file) => void this.importFile(file))}
      </div>
      ${linkField(link, messages.writing.linkField)}`;
  }
}
