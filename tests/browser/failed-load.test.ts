import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/define.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { FakeEngine, mount } from './fake-engine.ts';

/** The views with a recorded example, and the button that loads the model. */
const views = [
  ['lm-fill-mask', 'Guess the blanks'],
  ['lm-compare', 'Compare'],
  ['lm-two-ways', 'Read it both ways'],
] as const;

type View = HTMLElement & { engine: unknown; updateComplete: Promise<boolean>; exportView(): string | null };

it.each(views)(
  '%s keeps the error of a load beside its example, with the way to try again',
  async (tag, name) => {
    const loadError = new EngineError('network', { file: 'onnx/model.onnx', detail: 'reset' });
    const element = await mount<View>(tag, new FakeEngine({ loadError }));
    await expect.poll(() => element.exportView()).not.toBeNull();
    await page.getByRole('button', { name, exact: true }).click();
    await expect.element(page.getByRole('alert').first()).toHaveTextContent('onnx/model.onnx');
    // The example is there again; that must not take the error away.
    await expect.poll(() => element.exportView()).not.toBeNull();
    await element.updateComplete;
    await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
);
