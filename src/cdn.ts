/** One script tag: registers every element and exports the API. Models are looked for beside this script. */
import './define.ts';
import { setDefaultModelBase } from './engine/index.ts';

setDefaultModelBase(new URL(/* @vite-ignore */ './models/', import.meta.url));

export * from './index.ts';
