import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { catalogue } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Task } from '../../models/types.ts';
import type { ViewModel } from '../../records/index.ts';
import {
  readSelfSupervision,
  selfSupervisionLink,
  selfSupervisionTable,
  type SelfSupervision,
  type SelfSupervisionLink,
} from '../../records/views/self-supervision.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RecordedView } from '../exchange/recorded-view.ts';
import { requireModels } from '../exchange/require-models.ts';
import { ViewLink } from '../exchange/view-link.ts';
import type { Course } from './course.ts';
import { contextText } from './samples.ts';

/** The sentence of the recorded example. */
export const exampleText = 'The little girl gave her dog a bone.';
const exampleModel = 'stories-4m';
const exampleMaskedModel = 'minilm-mlm';

const idsOf = (task: Task) => catalogue.filter((entry) => entry.task === task).map(({ id }) => id);

/** Where files and links come to. */
export interface SharingHost {
  settings(): SelfSupervisionLink;
  linkKey(): string;
  noExample(): boolean;
  fixedModel(): boolean;
  isBusy(): boolean;
  json(): string | null;
  /** Takes over what a link or a file says. */
  take(settings: Partial<SelfSupervisionLink>): void;
  failed(error: unknown): void;
}

/** The ways in and out of the view: files, links, and the recorded example. */
export class Sharing {
  readonly exchange: Exchange;
  readonly example: RecordedView;
  private readonly host: SharingHost;
  private readonly course: Course;
  private readonly viewLink: ViewLink;

  constructor(element: ReactiveControllerHost & Element, course: Course, host: SharingHost) {
    this.host = host;
    this.course = course;
    this.example = new RecordedView(
      element,
      {
        noExample: () => host.noExample(),
        asksForExample: () => {
          const { text, model, maskedModel } = host.settings();
          return text === exampleText && model === exampleModel && maskedModel === exampleMaskedModel;
        },
        isEmpty: () => !course.round('next-token') && !course.round('masked') && !host.isBusy(),
        open: (text) => this.show(text, true),
        clear: () => {
          for (const way of course.recorded) course.drop(way);
        },
      },
      () => import('./recorded/self-supervision.json?raw'),
    );
    this.exchange = new Exchange({
      view: 'self-supervision',
      json: () => host.json(),
      csv: () => this.csv(),
      open: (text) => this.open(text),
      linkKey: () => host.linkKey(),
      linkEntries: () => this.link.write(host.linkKey(), host.settings()),
      linkLacks: () => this.link.tooLong(host.settings()),
      failed: (error) => host.failed(error),
      changed: () => element.requestUpdate(),
    });
    this.viewLink = new ViewLink(element, {
      linkKey: () => host.linkKey(),
      takeLink: (params) => {
        const { state, ignored } = this.link.read(host.linkKey(), params);
        const { model, maskedModel, ...rest } = state;
        const models = { ...(model ? { model } : {}), ...(maskedModel ? { maskedModel } : {}) };
        host.take(host.fixedModel() ? rest : { ...rest, ...models });
        return ignored.map(({ name }) => name);
      },
    });
  }

  private get link() {
    return selfSupervisionLink(idsOf('autoregressive'), idsOf('masked'));
  }

  private csv(): string | null {
    const { course } = this;
    const rounds = (['next-token', 'masked'] as const).flatMap((way) => course.round(way) ?? []);
    return rounds.length > 0 ? selfSupervisionTable(rounds, contextText) : null;
  }

  /** Shows what a file holds. @throws RecordError; nothing is changed then */
  open(text: string): readonly ViewModel[] {
    return this.show(text, false);
  }

  private show(text: string, isExample: boolean): readonly ViewModel[] {
    const { host } = this;
    const file = readSelfSupervision(text);
    const models = this.modelsOf(file);
    if (!isExample) {
      this.example.giveWay();
      const { nextToken, masked, way } = file;
      host.take({
        text: (nextToken ?? masked)!.set.text,
        // A file need not have both ways.
        way: way === 'masked' ? (masked ? 'masked' : 'next-token') : nextToken ? 'next-token' : 'masked',
        ...(nextToken ? { model: nextToken.set.model.model } : {}),
        ...(masked ? { maskedModel: masked.set.model.model, ...masked.set.masking! } : {}),
      });
    }
    this.course.open(file, isExample);
    return models;
  }

  private modelsOf({ nextToken, masked }: SelfSupervision): ViewModel[] {
    const { host } = this;
    const settings = host.settings();
    const allowed = (task: Task) => (host.fixedModel() ? undefined : idsOf(task));
    if (nextToken) requireModels([nextToken.set.model], settings.model, allowed('autoregressive'));
    if (masked) requireModels([masked.set.model], settings.maskedModel, allowed('masked'));
    return [nextToken, masked].flatMap((one) => (one ? [one.set.model] : []));
  }

  /** What was not understood of the link; first in the element. */
  renderLink(messages: Messages): TemplateResult | typeof nothing {
    return this.viewLink.render(messages);
  }
}
