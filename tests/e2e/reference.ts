import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';

/** The numbers that ONNX Runtime's native kernels gave for a model; see the models' cards. */
export interface Reference {
  tolerance: { wasm: number; webgpu: number };
  prompts: {
    text: string;
    tokenIds: number[];
    top: [number, number][];
    greedyTokenIds: number[];
    masks: { position: number; top: [number, number][] }[];
  }[];
  scores: {
    text: string;
    tokenIds: number[];
    /** Of an autoregressive model. */
    logProbabilities: number[];
    /** Of a masked model, the markers left out. */
    plain: number[];
    withinWordLeftToRight: number[];
  }[];
}

export function readReference(model: string): Reference {
  return JSON.parse(
    readFileSync(new URL(`../../public/models/${model}/reference.json`, import.meta.url), 'utf8'),
  ) as Reference;
}

/** Opens a page that has the one-tag bundle's API as `window.lmLens`. */
export async function openApi(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/api.html`);
  await page.waitForFunction('window.lmLens');
}

export interface Comparison {
  text: string;
  sameTokens: boolean;
  sameBest: boolean;
  /** The largest difference of a listed log-probability. */
  worst: number;
}

/** Loads a model in the page, where it stays as `window.model`. */
export async function loadModel(
  page: Page,
  id: string,
  options: { backend: string; threads?: number; form?: string },
): Promise<{ backend: string; threads: number; form: string; bytes: number }> {
  return page.evaluate(
    async ({ id, options }) => {
      const { createEngine } = window.lmLens;
      const { form, ...rest } = options;
      window.engine?.dispose();
      window.engine = createEngine(rest as never);
      window.model = await window.engine.load(id, form ? { form: form as never } : {});
      return { ...window.model.info };
    },
    { id, options },
  );
}

/** The next token's distribution after every prompt, against the reference. */
export async function compareNextTokens(page: Page, reference: Reference): Promise<Comparison[]> {
  return page.evaluate(async (prompts) => {
    const results: Comparison[] = [];
    for (const { text, tokenIds, top } of prompts) {
      const pieces = await window.model.tokenize(text);
      for await (const step of window.model.generate(text, { maxTokens: 1, temperature: 0, top: 40 })) {
        const own = new Map(step.top.map((one) => [one.tokenId, one.logProbability]));
        results.push({
          text,
          sameTokens: JSON.stringify(pieces.map((piece) => piece.tokenId)) === JSON.stringify(tokenIds),
          sameBest: step.tokenId === top[0]![0],
          worst: Math.max(...top.map(([id, value]) => Math.abs((own.get(id) ?? -Infinity) - value))),
        });
      }
    }
    return results;
  }, reference.prompts);
}

/** Every blank of every prompt, against the reference. */
export async function compareBlanks(page: Page, reference: Reference): Promise<Comparison[]> {
  return page.evaluate(async (prompts) => {
    const results: Comparison[] = [];
    for (const { text, tokenIds, masks } of prompts) {
      const pieces = await window.model.tokenize(text);
      const blanks = await window.model.fill(text, { top: 40 });
      masks.forEach(({ position, top }, i) => {
        const blank = blanks[i]!;
        const own = new Map(blank.top.map((one) => [one.tokenId, one.logProbability]));
        results.push({
          text: `${text} (blank ${i + 1})`,
          sameTokens:
            blank.position === position &&
            JSON.stringify(pieces.map((piece) => piece.tokenId)) === JSON.stringify(tokenIds),
          sameBest: blank.top[0]!.tokenId === top[0]![0],
          worst: Math.max(...top.map(([id, value]) => Math.abs((own.get(id) ?? -Infinity) - value))),
        });
      });
    }
    return results;
  }, reference.prompts);
}

/** The largest difference of a log-probability over the scored texts. */
export async function compareScores(page: Page, reference: Reference): Promise<number> {
  return page.evaluate(async (scores) => {
    let worst = 0;
    for (const { text, tokenIds, logProbabilities } of scores) {
      const scored = await window.model.score(text, { top: 0 });
      if (scored.length !== tokenIds.length) return Infinity;
      logProbabilities.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(scored[i + 1]!.logProbability! - value));
      });
    }
    return worst;
  }, reference.scores);
}

/** Every token hidden in its turn, in both ways, against the reference. */
export async function compareMaskedScores(page: Page, reference: Reference): Promise<Comparison[]> {
  return page.evaluate(async (scores) => {
    const results: Comparison[] = [];
    for (const { text, tokenIds, plain, withinWordLeftToRight } of scores) {
      const { tokens } = await window.model.scoreMasked(text, { top: 1 });
      const judged = tokens.filter((token) => token.plain);
      const differences = judged.flatMap((token, i) => [
        Math.abs(token.plain!.logProbability - plain[i]!),
        Math.abs(token.withinWord!.logProbability - withinWordLeftToRight[i]!),
      ]);
      results.push({
        text,
        sameTokens: JSON.stringify(tokens.map((token) => token.tokenId)) === JSON.stringify(tokenIds),
        sameBest: judged.length === plain.length,
        worst: Math.max(...differences),
      });
    }
    return results;
  }, reference.scores);
}

export interface GreedyComparison {
  text: string;
  /** Tokens that had to agree: all before the first step whose two best are closer than twice the tolerance. */
  due: number;
  agreed: number;
  of: number;
}

/** Greedy tokens, against the reference. */
export async function compareGreedy(
  page: Page,
  reference: Reference,
  tolerance: number,
): Promise<GreedyComparison[]> {
  return page.evaluate(
    async ({ prompts, tolerance }) => {
      const results: GreedyComparison[] = [];
      for (const { text, tokenIds, greedyTokenIds } of prompts) {
        let due: number | null = null;
        let agreed = 0;
        let parted = false;
        let count = 0;
        const options = { maxTokens: greedyTokenIds.length, temperature: 0, top: 2 };
        for await (const step of window.model.generate(tokenIds, options)) {
          const lead = step.top[0]!.logProbability - step.top[1]!.logProbability;
          if (due === null && lead < 2 * tolerance) due = count;
          if (step.tokenId !== greedyTokenIds[count]) parted = true;
          if (!parted) agreed++;
          count++;
        }
        results.push({ text, due: due ?? greedyTokenIds.length, agreed, of: greedyTokenIds.length });
      }
      return results;
    },
    { prompts: reference.prompts, tolerance },
  );
}

declare global {
  interface Window {
    lmLens: typeof import('../../src/cdn.ts');
    engine: import('../../src/engine/index.ts').Engine;
    model: import('../../src/engine/index.ts').Model;
  }
}
