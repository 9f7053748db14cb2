import { html, nothing, type TemplateResult } from 'lit';
import { findModel } from '../../engine/index.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import {
  logitsBytes,
  readSession,
  RecordError,
  requireModel,
  sessionLimits,
  tooLongForLink,
  writeCsv,
  writeLink,
  writeSession,
  type LinkState,
  type Session,
  type TokenRecord,
} from '../../records/index.ts';
import { check } from './check.ts';
import { saveFile } from './save-file.ts';

type Remark = (messages: Messages) => string;

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

  private async copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed, or no secure context.
      return false;
    }
  }

  /** @returns whether the browser allowed it */
  async copyText(): Promise<boolean> {
    const copied = await this.copy(this.host.text());
    this.say(({ records }) => (copied ? records.textCopied : records.notCopied));
    return copied;
  }

  private async copyLink(): Promise<void> {
    const state = this.host.linkState();
    const url = new URL(location.href);
    url.hash = new URLSearchParams(writeLink(this.host.linkKey(), state)).toString();
    const lacking = tooLongForLink(state);
    const copied = await this.copy(url.href);
    this.say(({ records }) =>
      lacking.length > 0 ? records.linkLacks(lacking) : copied ? records.linkCopied : records.notCopied,
    );
    if (!copied) this.link = url.href;
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
      if (file.size > sessionLimits.bytes) {
        throw new RecordError('too-large', { bytes: file.size, limit: sessionLimits.bytes });
      }
      const text = await file.text();
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
    return html`<details
      ?open=${this.isOpen}
      @toggle=${(event: Event) => {
        this.isOpen = (event.target as HTMLDetailsElement).open;
        this.host.changed();
      }}
    >
      <summary><h3>${messages.records.heading}</h3></summary>
      <div class="stack">${this.render(messages)} ${this.renderOutcome(messages)}</div>
    </details>`;
  }

  /** What became of it, beside the buttons that were pressed. */
  private renderOutcome(messages: Messages): TemplateResult {
    const { remark, error, foreign } = this;
    return html`<div class="live" role="status">
        ${remark ? html`<p class="notice" part="notice">${remark(messages)}</p>` : nothing}
      </div>
      <div class="live" role="alert">
        ${
          error
            ? html`<div class="error" part="error">
                <p>${describeError(messages, error)}</p>
                ${
                  foreign
                    ? html`<div class="row">
                        <button part="choose-model" @click=${() => this.takeForeign(foreign)}>
                          ${messages.records.chooseModel(findModel(foreign.model)!.name)}
                        </button>
                      </div>`
                    : nothing
                }
              </div>`
            : nothing
        }
      </div>`;
  }

  private render(messages: Messages): TemplateResult {
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
        <label class="file"
          >${records.importJson}<input
            class="hidden-visually"
            type="file"
            accept=".json,application/json"
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              const file = input.files?.[0];
              // The same file can be chosen again once it was mended.
              input.value = '';
              if (file) void this.importFile(file);
            }}
        /></label>
      </div>
      ${
        link
          ? html`<label class="field"
              >${messages.writing.linkField}<input
                type="text"
                readonly
                .value=${link}
                @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
            /></label>`
          : nothing
      }`;
  }
}
