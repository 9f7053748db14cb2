import { nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Model } from '../../engine/index.ts';
import type { CatalogueEntry, Task } from '../../models/types.ts';
import { models } from './load-kinds.ts';
import type { ModelLoad } from './model-load.ts';
import { ModelsElement } from './models-element.ts';

/** What every element with one model shares. */
export abstract class ModelElement extends ModelsElement {
  private readonly modelLoad: ModelLoad<Model> = this.addLoad(models, {
    id: () => this.model,
    form: () => this.form,
    task: () => this.task,
    choose: (id) => {
      this.model = id;
    },
  });

  /** The catalogue's id of the model. */
  @property() model = '';

  /** The form of the weights, such as `q4`; the catalogue's first unless told. */
  @property() form = '';

  protected abstract readonly task: Task;

  protected get loaded(): Model | null {
    return this.modelLoad.loaded;
  }

  protected get loadPhase(): 'none' | 'loading' | 'ready' {
    return this.modelLoad.phase;
  }

  protected get entry(): CatalogueEntry | undefined {
    return this.modelLoad.entry;
  }

  /** The language of the model's tokens. */
  protected get language(): string {
    return this.entry?.language ?? '';
  }

  /** Bytes of the model in the form that the engine's backend would take, as far as that is known. */
  protected bytesOf(entry: CatalogueEntry): number {
    return this.modelLoad.bytesOf(entry);
  }

  /** The model, loaded first where it is not; `null` where that was cancelled or failed, which is then shown. */
  protected ready(): Promise<Model | null> {
    return this.modelLoad.ready();
  }

  protected renderModelChoice(disabled: boolean): TemplateResult | typeof nothing {
    return this.renderChoice(this.modelLoad, disabled);
  }
}
