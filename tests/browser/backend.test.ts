import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/define.ts';
import type { LmBackend } from '../../src/elements/backend/backend.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import { FakeEngine, mount } from './fake-engine.ts';

afterEach(() => document.body.replaceChildren());

it('says what runs where and why', async () => {
  const engine = new FakeEngine();
  await mount<LmBackend>('lm-backend', engine);
  await expect.element(page.getByRole('status')).toHaveTextContent('Nothing is loaded yet.');
  engine.setState({
    phase: 'ready',
    backend: { backend: 'wasm', reason: 'no-adapter', threads: 2, isolated: true, adapter: null },
  });
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(
      'Runs on WASM. WebGPU found no graphics adapter. 2 threads; the page is cross-origin isolated.',
    );
});

it('takes another backend, and says in words when it cannot', async () => {
  const engine = new FakeEngine();
  const replace = vi.spyOn(engine, 'replace');
  await mount<LmBackend>('lm-backend', engine);
  await page.getByRole('radio', { name: 'WASM' }).click();
  expect(replace).toHaveBeenLastCalledWith({ backend: 'wasm' });
  replace.mockImplementationOnce(async ({ backend }) => {
    engine.setState({ choice: backend! });
    throw new EngineError('webgpu-unavailable', { reason: 'no-api' });
  });
  await page.getByRole('radio', { name: 'WebGPU' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('This browser has no WebGPU. Choose WASM');
  // Another element takes WASM: the message is of the past.
  engine.setState({ choice: 'wasm' });
  await expect.element(page.getByRole('alert')).toHaveTextContent('');
});
