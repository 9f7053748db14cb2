import { count } from './english.ts';
import { formatFor } from './format.ts';
import { plain } from './plain.ts';
import { en as bench } from './sections/bench.ts';
import { en as branches } from './sections/branches.ts';
import { en as chips } from './sections/chips.ts';
import { en as completions } from './sections/completions.ts';
import { en as distribution } from './sections/distribution.ts';
import { en as exchange } from './sections/exchange.ts';
import { en as masked } from './sections/masked.ts';
import { en as blanks } from './sections/blanks.ts';
import { en as maskedOrders } from './sections/masked-orders.ts';
import { en as inTurn } from './sections/in-turn.ts';
import { en as compare } from './sections/compare.ts';
import { en as twoWays } from './sections/two-ways.ts';
import { en as tokenizers } from './sections/tokenizers.ts';
import { en as selfSupervision } from './sections/self-supervision.ts';
import { en as measures } from './sections/measures.ts';
import { en as metrics } from './sections/metrics.ts';
import { en as records } from './sections/records.ts';
import { en as sampling } from './sections/sampling.ts';
import { en as scatter } from './sections/scatter.ts';
import { en as settings } from './sections/settings.ts';
import { en as writing } from './sections/writing.ts';
import type { Messages } from './types.ts';

const format = formatFor('en');
const { bytes, integer, decimal, list } = format;

export const en: Messages = {
  language: 'en',
  format,
  chips,
  measures,
  metrics,
  distribution,
  sampling,
  settings,
  scatter,
  branches,
  completions,
  records,
  masked,
  blanks,
  maskedOrders,
  inTurn,
  compare,
  twoWays,
  tokenizers,
  selfSupervision,
  exchange,
  bench,
  writing,
  errors: {
    'empty-text': () => 'There is no text yet. Write something first.',
    'nul-character': ({ position }) =>
      `The text holds a NUL character (character ${integer(position + 1)}), which no tokenizer keeps. Remove it.`,
    'lone-surrogate': ({ position }) =>
      `The text holds half a character (character ${integer(position + 1)}), probably from a broken copy. Remove it or type it anew.`,
    'text-too-long': ({ tokens, limit, over }) =>
      `The text has ${count(tokens, 'token')}; the model takes ${integer(limit)} here. Shorten it by ${count(over, 'token')}.`,
    'too-many-characters': ({ characters, limit }) =>
      `The text has ${count(characters, 'character')}. No text of more than ${integer(limit)} fits into this model, so it was not read.`,
    'no-mask': () => 'The text has no blank. Write [MASK] or ___ where the model should guess.',
    'unknown-word': ({ word }) =>
      `“${plain(word)}” cannot be written in this model’s vocabulary, not even in pieces.`,
    'invalid-option': ({ name, value, expected }) => `${name} is “${plain(value)}”; it must be ${expected}.`,
    'unknown-model': ({ id, known }) =>
      `There is no model “${plain(id)}”. Known models: ${known.join(', ')}.`,
    'unknown-form': ({ id, form, known }) =>
      `${id} has no form “${plain(form)}”. It has: ${known.join(', ')}.`,
    'form-unavailable': ({ form, backend, missing }) =>
      `The ${form} weights cannot run on ${backend} here: ${missing} is missing. Take another form or another backend.`,
    'setting-unavailable': ({ setting, value }) =>
      `The setting ${setting} cannot be “${plain(value)}” here: there is no page to run it in. Choose another value.`,
    'no-chat-template': ({ id }) =>
      `${id} was not trained to chat: it has no template for it. Give it a plain text.`,
    'wrong-task': ({ id, wanted }) =>
      wanted === 'masked'
        ? `${id} writes text; it cannot fill blanks. Choose a masked model.`
        : `${id} fills blanks; it cannot write text. Choose an autoregressive model.`,
    'file-missing': ({ file, status }) =>
      `A file of the model is not there: ${file} (status ${status}). Look at where the models lie, or try again.`,
    'file-damaged': ({ file, expectedBytes, receivedBytes }) =>
      receivedBytes === expectedBytes
        ? `A file of the model is damaged: ${file} has the right size but not the right content. Nothing of it was kept; try again.`
        : `A file of the model is damaged: ${integer(receivedBytes)} of ${integer(expectedBytes)} bytes of ${file} came. Nothing of it was kept; try again.`,
    network: ({ file }) => `The network failed while fetching ${file}. Try again when it is back.`,
    'webgpu-unavailable': ({ reason }) =>
      reason === 'no-api'
        ? 'This browser has no WebGPU. Choose WASM, which runs everywhere.'
        : 'This browser has WebGPU but found no graphics adapter for it. Choose WASM, which runs everywhere.',
    'worker-failed': ({ detail }) =>
      `The model’s worker could not run (${detail}). The network may be gone: try again when it is back. Where a page has a Content Security Policy, it must allow the worker’s script and WebAssembly.`,
    'session-failed': ({ detail }) =>
      `The model could not be opened (${detail}). It may need more memory than is free.`,
    'run-failed': ({ detail }) =>
      `The computation broke off (${detail}). The text is kept; going on starts the model anew.`,
    'broken-numbers': ({ backend }) =>
      `${backend} computed values that are not numbers, so they are not shown. Take the other backend.`,
    unexpected: ({ detail }) => `Something unexpected went wrong (${detail}). Try again.`,
    replaced: () => 'The backend was changed while this was running. The text is kept; go on when you like.',
    disposed: () => 'The model was given back. Load it again.',
  },

  load: {
    model: 'Model',
    choice: (name, size) => `${name} (${bytes(size)})`,
    hint: (name, size) => `Loads ${name} first: ${bytes(size)}, kept in this browser for next time.`,
    hintOfSeveral: (models) =>
      `The first click loads ${list(models.map((one) => `${one.name} (${bytes(one.bytes)})`))}, kept in this browser for next time.`,
    modelOf: { autoregressive: 'Autoregressive model', masked: 'Masked model' },
    loading: (name) => `Loading ${name}…`,
    starting: 'Starting the worker…',
    downloading: (loaded, total, left) =>
      `${bytes(loaded)} of ${bytes(total)}${left === null ? '' : `, about ${count(left, 'second')} left`}`,
    opening: 'All files are here. Opening the model…',
    files: 'Files',
    kept: 'kept from before',
    cancel: 'Cancel',
    cancelled: 'Loading was cancelled.',
    cancelledOf: (names) => `Loading ${list(names)} was cancelled.`,
    failed: (names) => `${list(names)} could not be loaded.`,
    retry: 'Try again',
  },

  generate: {
    prompt: 'Prompt',
    button: 'Generate',
    step: 'Step',
    pause: 'Pause',
    resume: 'Continue',
    stop: 'Stop',
    output: 'Tokens of the text',
    empty: 'The model’s text appears here, token by token.',
    settings: 'Sampling settings',
    working: 'Writing…',
    paused: (tokens) => `Paused after ${count(tokens, 'token')}.`,
    replaced: 'The backend was changed. The text is kept; “Continue” goes on with it.',
    finished: (reason, tokens) => {
      const what = count(tokens, 'token');
      switch (reason) {
        case 'end-of-text':
          return `${what}; the model ended the text.`;
        case 'stop-string':
          return `${what}; a stop text came.`;
        case 'max-tokens':
          return `${what}, as many as were asked for.`;
        case 'context-full':
          return `${what}; the model’s context is full.`;
        case 'stopped':
          return `Stopped after ${what}.`;
      }
    },
  },

  token: {
    whiteSpace: { space: 'space', newline: 'new line', tab: 'tab' },
    bits: (value) => `${decimal(value, 2)} bits`,
    piece: 'continues a word',
  },

  backend: {
    legend: 'Backend',
    auto: 'Automatic',
    webgpu: 'WebGPU',
    wasm: 'WASM',
    useWasm: 'Use WASM',
    idle: 'Nothing is loaded yet. The backend is chosen when the first model is.',
    starting: 'Starting the worker…',
    switching: (name) =>
      `Changing to ${name}: the text stays, the worker is replaced, the models are loaded again.`,
    runsOn: (info) => `Runs on ${info.backend === 'webgpu' ? 'WebGPU' : 'WASM'}.`,
    reason: (info) => {
      switch (info.reason) {
        case 'asked':
          return info.adapter?.software
            ? 'You asked for it. The graphics adapter is a software one, so this is slow.'
            : 'You asked for it.';
        case 'hardware-adapter':
          return 'A graphics processor is here, so it is used.';
        case 'no-webgpu-api':
          return 'This browser has no WebGPU.';
        case 'no-adapter':
          return 'WebGPU found no graphics adapter.';
        case 'software-adapter':
          return 'Only a software graphics adapter is here; the processor is faster directly.';
      }
    },
    threads: (info) =>
      info.backend === 'webgpu'
        ? ''
        : info.isolated
          ? `${count(info.threads, 'thread')}; the page is cross-origin isolated.`
          : 'One thread: the page is not cross-origin isolated.',
    adapter: (info) =>
      info.adapter
        ? `Graphics adapter: ${[info.adapter.vendor, info.adapter.architecture, info.adapter.description].filter(Boolean).join(', ') || 'not named'}.`
        : '',
    loaded: 'Loaded models',
    modelColumn: 'Model',
    formColumn: 'Weights',
    sizeColumn: 'Size',
    contextColumn: 'Context',
    stateColumn: 'State',
    tokens: (tokens) => count(tokens, 'token'),
    status: {
      loading: (share) => `loading, ${share}`,
      opening: 'opening',
      ready: 'ready',
      failed: 'failed',
      waiting: 'loads at next use',
    },
  },
};
