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
  const before = await layoutCount();
  const frames = 60;
  for (let frame = 0; frame < frames; frame++) {
    engine.tick();
    await nextFrame();
  }
  const layouts = (await layoutCount()) - before;
  expect(shown()).toBeGreaterThanOrEqual(1_903 + frames - 1);
  // Each frame has drawn a token; the last may still be on its way, and asking for the count takes a frame or two.
  expect(layouts).toBeGreaterThanOrEqual(frames - 2);
  expect(layouts).toBeLessThanOrEqual(frames + 2);
});
