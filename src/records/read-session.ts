import { safeParse } from 'valibot';
import { decodeWhole } from '../core/utf8.ts';
import { agree, isSurprisal } from './agreement.ts';
import { floatsFromBase64 } from './encodings.ts';
import { damageOf, pathOf } from './findings.ts';
import { parseFile } from './parse-file.ts';
import { damaged, RecordError } from './record-error.ts';
import { sessionLimits, sessionSchema, type SessionFile, type SessionLimits } from './session-schema.ts';
import { sessionVersion, type Session, type SessionBranch } from './session.ts';
import type { TokenRecord } from './token-record.ts';

/**
 * Reads what {@link writeSession} wrote, and checks all of it: a file may come from anywhere. Where the prompt is not what
 * the current branch's tokens say, the tokens are believed: the model read them.
 *
 * @param text the whole file
 * @param limits how much is taken, each {@link sessionLimits} unless told
 * @throws RecordError saying what is wrong, and where
 */
export function readSession(text: string, limits: Partial<SessionLimits> = {}): Session {
  const allowed = { ...sessionLimits, ...limits };
  const file = parse(text, allowed);
  // Nothing to show, and what is shown now would be lost to it.
  if (file.branches.length === 0) throw new RecordError('empty', {});
  checkTokens(file);
  const branches = readBranches(file, allowed);
  const { model, form, backend, vocabularySize, chat, settings, seed, maxTokens, current } = file;
  const shown = branches[current];
  if (!shown) throw damaged('current', 'out-of-range');
  const prompt = chat ? file.prompt : promptOf(shown, file.prompt);
  const logits = readLogits(file);
  return {
    model,
    form,
    backend,
    vocabularySize,
    prompt,
    chat,
    settings,
    seed,
    maxTokens,
    branches,
    current,
    ...(logits ? { logits } : {}),
  };
}

function parse(text: string, limits: SessionLimits): SessionFile {
  const data = parseFile(text, { format: 'generation', version: sessionVersion, bytes: limits.bytes });
  const result = safeParse(sessionSchema(limits), data, { abortEarly: true });
  if (!result.success) throw damaged(pathOf(result.issues[0]), damageOf(result.issues[0]));
  return result.output;
}

/** What the schema cannot see: numbers that must agree with each other and with the vocabulary. */
function checkTokens({ tokens, vocabularySize }: SessionFile): void {
  for (const [i, token] of tokens.entries()) {
    const fail = (member: string, problem: 'out-of-range' | 'contradiction') =>
      damaged(`tokens[${i}].${member}`, problem);
    const { probability, logProbability, surprisalBits, rank, entropyBits, top, sampling } = token;
    if (token.tokenId >= vocabularySize) throw fail('tokenId', 'out-of-range');
    if (!spells(token.bytes, token.text)) throw fail('text', 'contradiction');

    if (probability === null) {
      // There are all numbers or none.
      if (logProbability !== null) throw fail('logProbability', 'contradiction');
      if (rank !== null) throw fail('rank', 'contradiction');
      if (surprisalBits !== null) throw fail('surprisalBits', 'contradiction');
      if (entropyBits !== null) throw fail('entropyBits', 'contradiction');
      if (top.length > 0) throw fail('top', 'contradiction');
    } else {
      if (!agree(logProbability, probability)) throw fail('logProbability', 'contradiction');
      if (rank === null) throw fail('rank', 'contradiction');
      if (rank > vocabularySize) throw fail('rank', 'out-of-range');
      if (!isSurprisal(surprisalBits, logProbability!)) throw fail('surprisalBits', 'contradiction');
      if (entropyBits === null) throw fail('entropyBits', 'contradiction');
      // The entropy is highest where all tokens are equally likely.
      if (entropyBits > Math.log2(vocabularySize) + 1e-6) throw fail('entropyBits', 'out-of-range');
    }

    if (top.length > vocabularySize) throw fail('top', 'out-of-range');
    for (const [place, candidate] of top.entries()) {
      if (candidate.tokenId >= vocabularySize) throw fail(`top[${place}].tokenId`, 'out-of-range');
      if (!agree(candidate.logProbability, candidate.probability)) {
        throw fail(`top[${place}].logProbability`, 'contradiction');
      }
    }

    if (!sampling) continue;
    if (sampling.keptCount > vocabularySize) throw fail('sampling.keptCount', 'out-of-range');
    if (!agree(sampling.finalLogProbability, sampling.finalProbability)) {
      throw fail('sampling.finalLogProbability', 'contradiction');
    }
  }
}

/** The longest text that comes with bytes of which some are no character by themselves. */
const mostBroken = 4;

/** Whether a text can come with the bytes of a token. */
function spells(bytes: Uint8Array, text: string): boolean {
  const whole = decodeWhole(bytes);
  // The token may finish a character that began before it, or end before its own is finished.
  if (whole === null) return Array.from(text).length <= mostBroken;
  if (!text.endsWith(whole)) return false;
  // What it breaks off before it is told in its text.
  return /^\ufffd*$/.test(text.slice(0, text.length - whole.length));
}

function readBranches({ tokens, branches }: SessionFile, limits: SessionLimits): SessionBranch[] {
  let places = 0;
  return branches.map((branch, i) => {
    const { name, promptLength } = branch;
    if (branch.tokens.length === 0) throw damaged(`branches[${i}].tokens`, 'missing');
    if (promptLength > branch.tokens.length) throw damaged(`branches[${i}].promptLength`, 'out-of-range');
    places += branch.tokens.length;
    if (places > limits.places) throw damaged(`branches[${i}].tokens`, 'too-many');
    const own = branch.tokens.map((index, place): TokenRecord => {
      const token = tokens[index];
      if (!token) throw damaged(`branches[${i}].tokens[${place}]`, 'out-of-range');
      return token;
    });
    return { name, promptLength, tokens: own };
  });
}

/** The prompt as it was written where the tokens of a branch agree with it, else what the tokens spell. */
function promptOf({ tokens, promptLength }: SessionBranch, written: string): string {
  const own = tokens.slice(0, promptLength);
  // Parts of characters: their texts say too little.
  if (own.some(({ text }) => text === '' || text.includes('\ufffd'))) return written;
  let at = 0;
  for (const { text, special } of own) {
    if (written.startsWith(text, at)) at += text.length;
    // A marker is written only where a person wrote it.
    else if (!special) at = Infinity;
  }
  if (at === written.length) return written;
  return own.map(({ text, special }) => (special ? '' : text)).join('');
}

function readLogits({ logits, tokens, vocabularySize }: SessionFile): Map<TokenRecord, Float32Array> | null {
  if (!logits) return null;
  const read = new Map<TokenRecord, Float32Array>();
  for (const [key, base64] of Object.entries(logits)) {
    const index = Number(key);
    const token = tokens[index];
    // "01" and "1" would be two for the same token.
    if (!token || String(index) !== key) throw damaged(`logits.${key.slice(0, 20)}`, 'out-of-range');
    const values = floatsFromBase64(base64, vocabularySize);
    if (!values) throw damaged(`logits.${key}`, 'wrong-kind');
    // −∞ stands for a token that cannot come; at least one can.
    const possible = values.some((value) => value > -Infinity);
    if (!possible || values.some((value) => !(value < Infinity))) {
      throw damaged(`logits.${key}`, 'out-of-range');
    }
    read.set(token, values);
  }
  return read;
}
