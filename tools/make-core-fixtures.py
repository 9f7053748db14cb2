"""Writes tests/fixtures/core-reference.json: what numpy and mmh3 say about the numbers of src/core.

    python3 -m venv /tmp/fixtures
    /tmp/fixtures/bin/pip install numpy mmh3
    /tmp/fixtures/bin/python tools/make-core-fixtures.py

Made with numpy 2.4.6 and mmh3 5.3.1. Nothing is drawn at random: the same file comes out every time.

The logits themselves are not stored. Both sides compute them from `formula`: a 32-bit linear congruential
generator (state = state * 1664525 + 1013904223 mod 2^32) whose upper `bits` bits v give the logit
(v - 2^(bits - 1)) * 2^-scale + offset; then `set` replaces single logits (null stands for -infinity).
All of them are float32 numbers without rounding. The reference works in float64 throughout.

Where the code under test rounds to float32 (the repetition penalty), tests compare more loosely. So that no
rounding can tip a choice, every cut and draw is checked here to lie clear of its boundary.
"""

import json
from pathlib import Path

import mmh3
import numpy as np

TARGET = Path(__file__).resolve().parent.parent / 'tests' / 'fixtures' / 'core-reference.json'
NEUTRAL = {'temperature': 1, 'topK': 0, 'topP': 1, 'minP': 0, 'repetitionPenalty': 1}
DRAWS = [0, 0.1234, 0.3719, 0.5077, 0.9031, 0.9993]
TOP = 10


def make_logits(size, seed, bits, scale, offset=0, set=()):
    state, values = seed, []
    for _ in range(size):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(((state >> (32 - bits)) - 2 ** (bits - 1)) * 2.0**-scale + offset)
    for token_id, value in set:
        values[token_id] = -np.inf if value is None else value
    logits = np.array(values, dtype=np.float64)
    assert np.array_equal(logits.astype(np.float32).astype(np.float64), logits), 'not float32 numbers'
    return logits


def log_sum_exp(x):
    return x.max() + np.log(np.sum(np.exp(x - x.max())))


def entropy_bits(log_p):
    log_p = log_p[np.exp(log_p) > 0]
    return float(-np.sum(np.exp(log_p) * log_p) / np.log(2)) + 0.0


def descending(x):
    """Token ids from the highest value down; the lower id first among equals."""
    return np.lexsort((np.arange(x.size), -x))


def number(x):
    return None if x == -np.inf else float(x)


def final_distribution(logits, text, changes):
    settings = {**NEUTRAL, **changes}
    penalty, temperature = settings['repetitionPenalty'], settings['temperature']
    x = logits.copy()
    for token_id in set(text):
        x[token_id] = x[token_id] / penalty if x[token_id] > 0 else x[token_id] * penalty
    order = descending(x)
    plain = logits - log_sum_exp(logits)
    listed = descending(logits)[:TOP]
    result = {'settings': settings, 'text': text}
    exact = penalty == 1 or np.log2(penalty) % 1 == 0

    def step(draw, place, log_final):
        token_id = order[place]
        return {
            'draw': draw,
            'tokenId': int(token_id),
            'rank': int(np.flatnonzero(descending(logits) == token_id)[0]) + 1,
            'logProbability': float(plain[token_id]),
            'surprisalBits': float(-plain[token_id] / np.log(2)),
            'finalLogProbability': float(log_final),
        }

    if temperature == 0:
        assert x[order[0]] == x[order[1]] or x[order[0]] - x[order[1]] > 1e-5
        return {
            **result,
            'keptBy': {},
            'keptCount': 1,
            'keptMass': 1,
            'finalEntropyBits': 0,
            'topFinalProbabilities': [float(i == order[0]) for i in listed],
            'steps': [step(None, 0, 0)],
        }

    log_p = x / temperature
    log_p = log_p - log_sum_exp(log_p)
    p = np.exp(log_p[order])
    cumulative = np.cumsum(p)
    size, margin = x.size, 1e-9 if exact else 1e-5
    kept_by = {}
    if 0 < settings['topK'] < size:
        kept_by['topK'] = settings['topK']
    if settings['topP'] < 1:
        kept_by['topP'] = min(size, int(np.searchsorted(cumulative, settings['topP'], side='left')) + 1)
        assert settings['topP'] == 0 or np.abs(cumulative - settings['topP']).min() > margin
    if settings['minP'] > 0:
        kept_by['minP'] = int(np.sum(p >= settings['minP'] * p[0]))
        if settings['minP'] < 1:
            assert np.abs(p / p[0] / settings['minP'] - 1).min() > margin
    kept = max(1, min([size, *kept_by.values()]))
    mass = float(np.sum(p[:kept])) if kept < size else 1.0
    log_final = np.full(size, -np.inf)
    log_final[order[:kept]] = log_p[order[:kept]] - np.log(mass)

    steps = []
    for draw in DRAWS:
        place = int(np.searchsorted(cumulative[:kept] / mass, draw, side='right'))
        assert draw == 0 or np.abs(cumulative[:kept] / mass - draw).min() > margin / 10
        if not exact:
            around = x[order[max(0, place - 1) : place + 2]]
            assert np.abs(np.diff(around)).min() > 1e-5, 'too near for float32'
        steps.append(step(draw, place, log_final[order[place]]))
    if not exact and kept < size:
        assert x[order[kept - 1]] - x[order[kept]] > 1e-5, 'too near for float32'
    return {
        **result,
        'keptBy': kept_by,
        'keptCount': kept,
        'keptMass': mass,
        'finalEntropyBits': entropy_bits(log_final),
        'topFinalProbabilities': np.exp(log_final[listed]).tolist(),
        'steps': steps,
    }


def make_case(name, formula, finals, rank_ids):
    logits = make_logits(**formula)
    log_p = logits - log_sum_exp(logits)
    order = descending(logits)
    case = {
        'name': name,
        'formula': formula,
        'logSumExp': float(log_sum_exp(logits)),
        'entropyBits': entropy_bits(log_p),
        'top': [{'tokenId': int(i), 'logProbability': number(log_p[i])} for i in order[:TOP]],
        'ranks': [
            {
                'tokenId': i,
                'rank': int(np.flatnonzero(order == i)[0]) + 1,
                'logProbability': number(log_p[i]),
            }
            for i in rank_ids
        ],
        'finals': [final_distribution(logits, text, changes) for text, changes in finals],
    }
    if logits.size <= 64:
        case['logSoftmax'] = [number(value) for value in log_p]
    return case


def make_cases():
    filters = [
        ([], {}),
        ([], {'temperature': 0}),
        ([], {'temperature': 0.7}),
        ([], {'temperature': 1.5, 'topK': 5}),
        ([], {'temperature': 0.8, 'topP': 0.9}),
        ([], {'minP': 0.05}),
        ([], {'minP': 1}),
        ([], {'topP': 0}),
        ([], {'temperature': 0.7, 'topK': 20, 'topP': 0.95, 'minP': 0.02}),
        ([], {'temperature': 2, 'topK': 3, 'topP': 0.5, 'minP': 0.9}),
    ]

    def penalised(top_ids):
        text = [*top_ids, 1, 3, 5, top_ids[0]]
        return [
            (text, {'temperature': 0, 'repetitionPenalty': 2}),
            (text, {'repetitionPenalty': 2, 'topK': 4}),
            (text, {'temperature': 0.9, 'topP': 0.83, 'repetitionPenalty': 1.3}),
        ]

    small = {'size': 12, 'seed': 7, 'bits': 8, 'scale': 5}
    best_of_small = [int(i) for i in descending(make_logits(**small))[:2]]
    ties = {'size': 1000, 'seed': 11, 'bits': 3, 'scale': 1}
    tiny = {'size': 64, 'seed': 3, 'bits': 4, 'scale': 4, 'offset': -27.625, 'set': [[37, 0], [38, -0.5]]}
    impossible = {
        'size': 40, 'seed': 5, 'bits': 8, 'scale': 5,
        'set': [[i, None] for i in range(0, 40, 3)],
    }  # fmt: skip
    large = {
        'size': 50, 'seed': 9, 'bits': 10, 'scale': 3, 'offset': 1000,
        'set': [[20, -3000], [21, -30000]],
    }  # fmt: skip
    # Like a language model's: a few likely tokens over a broad floor.
    vocabulary = {
        'size': 49152, 'seed': 2024, 'bits': 16, 'scale': 13,
        'set': [[28, 15.5], [260, 14.75], [253, 13.25], [49151, 12.0], [0, 11.5], [17000, 9.0], [40000, 8.5]],
    }  # fmt: skip
    # So flat that a nucleus holds thousands of tokens.
    flat = {'size': 49152, 'seed': 77, 'bits': 16, 'scale': 11}
    return [
        make_case('12 tokens', small, filters + penalised(best_of_small), range(12)),
        make_case('1,000 tokens of 8 values', ties, filters, [0, 1, 2, 3, 500, 998, 999]),
        make_case('probabilities of 1e-12', tiny, filters, [0, 1, 37, 38, 63]),
        make_case('impossible tokens', impossible, filters, [1, 2, 4, 38]),
        make_case('logits around 1,000', large, filters, [0, 20, 21, 49]),
        make_case('49,152 tokens with a few likely', vocabulary, filters + penalised([28, 253]),
                  [0, 1, 28, 260, 17000, 31337, 49151]),
        make_case('49,152 tokens, nearly flat', flat, filters, [0, 24576, 49151]),
    ]  # fmt: skip


def little_endian(words):
    return b''.join(int(word).to_bytes(4, 'little') for word in words)


def murmur3(words, hash_seed):
    return mmh3.hash(little_endian(words), hash_seed, signed=False)


def make_random():
    hashes = [
        {'words': words, 'hashSeed': seed, 'hash': murmur3(words, seed)}
        for words in [[], [0], [1], [1, 2], [0xFFFFFFFF] * 3, [2**31, 2**31 - 1, 0x12345678, 0xCAFEBABE]]
        for seed in [0, 1, 0x9747B28C]
    ]
    draws = []
    for seed in [0, 1, 42, 2**32 - 1, 2**32, 2**32 + 1, 123456789012345, 2**53 - 1]:
        for step in [0, 1, 2, 1000, 2**31, 2**32 - 1]:
            words = [seed % 2**32, seed // 2**32, step]
            h0, h1 = murmur3(words, 0), murmur3(words, 1)
            draws.append({'seed': seed, 'step': step, 'h0': h0, 'h1': h1,
                          'uniform': ((h0 >> 5) * 2**26 + (h1 >> 6)) / 2**53})  # fmt: skip
    return {'hashes': hashes, 'draws': draws}


if __name__ == '__main__':
    content = {'cases': make_cases(), 'random': make_random()}
    text = json.dumps(content, allow_nan=False, separators=(',', ':'))
    # One case or list entry a line, so that a change can be read in a diff.
    text = text.replace('{"name"', '\n{"name"').replace('{"settings"', '\n {"settings"')
    text = text.replace('{"words"', '\n{"words"').replace('{"seed":', '\n{"seed":')
    TARGET.write_text(text + '\n')
    print(f'{TARGET}: {len(text):,} characters')
