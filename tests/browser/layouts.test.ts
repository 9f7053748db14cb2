import { afterEach, expect, it } from 'vitest';
import { cdp, page } from 'vitest/browser';
import '../../src/define.ts';
import type { LmGenerate } from '../../src/elements/generate/generate.ts';
import { FakeEngine, mount } from './fake-engine.ts';

interface Metrics {
  metrics: { name: string; value: number }[];
}

/** How many layouts the browser has done in all. */
async function layoutCount(): Promise<number> {
  const session = cdp() as { send(method: string): Promise<Metrics> };
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'LayoutCount')!.value;
}

const nextFrame = () => new Promise(requestAnimationFrame);

afterEach(() => document.body.replaceChildren());

it('does one layout a frame while it writes a text of 2,000 tokens', { timeout: 60_000 }, async () => {
  const words = Array.from({ length: 2_000 }, (_, i) => (i % 60 === 59 ? '\n' : ` word${i % 7}`));
  const engine = new FakeEngine({ tokens: words });
  const element = await mount<LmGenerate>('lm-generate', engine, {
    prompt: 'Say',
    maxTokens: 2_000,
    seed: 1,
  });
  void element.generate();
  engine.tick(1_900);
  const status = page.getByRole('status').first();
  await expect.element(status).toHaveTextContent('Writing');
  const shown = () =>
    element.shadowRoot!.querySelector('lm-chips')!.shadowRoot!.querySelectorAll('.chip').length;
  await expect.poll(shown).toBe(1_903);

  await nextFrame();
  // All frames between the two counts, those that pass while the browser is asked included.
  let frames = 0;
  let counting = true;
  const count = () => {
    frames++;
    if (counting) requestAnimationFrame(count);
  };
  const before = await layoutCount();
  requestAnimationFrame(count);
  const tokens = 60;
  for (let token = 0; token < tokens; token++) {
    engine.tick();
    await nextFrame();
  }
  const layouts = (await layoutCount()) - before;
  counting = false;
  // Each token was drawn in a frame of its own, but for the last, which may be on its way.
  expect(shown()).toBeGreaterThanOrEqual(1_903 + tokens - 1);
  expect(layouts).toBeGreaterThanOrEqual(tokens - 2);
  expect(layouts).toBeLessThanOrEqual(frames + 1);
});
